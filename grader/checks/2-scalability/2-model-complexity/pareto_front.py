"""The models that no other beats."""

from __future__ import annotations

import numpy as np

from grader.judging.api import advises, as_list, says


@says(
    es="Devuelve los nombres de los modelos que ningún otro domina, y los de nadie más",
    en="Gives back the names of the models that no other dominates, and of nobody else",
)
@advises(
    es="Domina quien es igual o mejor en las tres medidas y mejor en al menos una. Menos es mejor.",
    en="It dominates who is as good or better in the three measures and better in at least one. Less is better.",
)
def test_it_is_the_front(student, draw_models, undominated, rng):
    for _ in range(3):
        models = draw_models(int(rng.integers(20, 40)), 1000)
        assert sorted(as_list(student.pareto(models))) == sorted(undominated(models))


@says(
    es="Un empate en una o dos medidas no salva al que es peor en otra",
    en="A tie in one or two measures does not save the one that is worse in another",
)
@advises(
    es="«Peor en todo» es otra cosa que «mejor en nada y peor en algo».",
    en="“Worse in everything” is another thing than “better in nothing and worse in something”.",
)
def test_a_tie_saves_nobody(student, draw_models, undominated, rng):
    for _ in range(5):
        models = _all_different(draw_models(int(rng.integers(15, 30)), 4))
        assert sorted(as_list(student.pareto(models))) == sorted(undominated(models))


def _all_different(models):
    table = np.array([[model["size"], model["latency"], model["error"]] for model in models])
    _, places = np.unique(table, axis=0, return_index=True)
    return [models[place] for place in sorted(places)]
