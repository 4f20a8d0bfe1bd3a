"""Models alike, the order in which they came, few models and none."""

from __future__ import annotations

import numpy as np

from grader.judging.api import as_list, says


@says(
    es="Dos modelos iguales en las tres medidas se quedan los dos, o se van los dos",
    en="Two models that are equal in all three measures both stay, or both go",
)
def test_equal_models_share_their_fate(student, draw_models, undominated, rng):
    for _ in range(3):
        models = draw_models(int(rng.integers(10, 20)), 1000)
        best = undominated(models)
        twins = [{**model, "name": f"twin-{model['name']}"} for model in models if model["name"] in best]
        models = [*models, *twins]
        assert sorted(as_list(student.pareto(models))) == sorted(undominated(models))


@says(
    es="Los nombres salen en el orden en que llegaron los modelos",
    en="The names come out in the order in which the models came",
)
def test_the_order_is_kept(student, draw_models, undominated, rng):
    models = draw_models(60, 1000)
    assert as_list(student.pareto(models)) == undominated(models)


@says(
    es="Sirve con un solo modelo y con ninguno, con números de NumPy y con datos de más",
    en="It works with a single model and with none, with NumPy's numbers and with additional data",
)
def test_few_models_and_other_data(student, draw_models, undominated, rng):
    assert as_list(student.pareto([])) == []
    for count in [1, 12]:
        models = draw_models(count, 1000)
        dressed = [{**model, "size": np.float64(model["size"]), "trees": int(rng.integers(9))} for model in models]
        assert as_list(student.pareto(dressed)) == undominated(models)
