"""The models that no other beats."""

from __future__ import annotations

from grader.judging.api import advises, as_list, says


@says(
    es="Devuelve los nombres de los modelos que ningún otro domina, y los de nadie más",
    en="Gives back the names of the models that no other dominates, and of nobody else",
)
@advises(
    es="Domina quien es igual o mejor en las tres medidas y mejor en al menos una. Menos es mejor.",
    en="It dominates who is as good or better in the three measures and better in at least one. Less is better.",
)
def test_it_is_the_front(student, draw_front, rng):
    for _ in range(3):
        models, front = draw_front(int(rng.integers(8, 14)), int(rng.integers(12, 25)), [1, 2, 3])
        assert sorted(as_list(student.pareto(models))) == sorted(front)


@says(
    es="Un empate en una o dos medidas no salva al que es peor en otra",
    en="A tie in one or two measures does not save the one that is worse in another",
)
@advises(
    es="«Peor en todo» es otra cosa que «mejor en nada y peor en algo».",
    en="“Worse in everything” is another thing than “better in nothing and worse in something”.",
)
def test_a_tie_saves_nobody(student, draw_front, rng):
    for _ in range(5):
        models, front = draw_front(int(rng.integers(5, 10)), int(rng.integers(10, 20)), [1, 2])
        assert sorted(as_list(student.pareto(models))) == sorted(front)
