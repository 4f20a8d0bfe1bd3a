"""Models alike, the order in which they came, few models and none."""

from __future__ import annotations

import numpy as np

from grader.judging.api import as_list, says


@says(
    es="Dos modelos iguales en las tres medidas se quedan los dos, o se van los dos",
    en="Two models that are equal in all three measures both stay, or both go",
)
def test_equal_models_share_their_fate(student, rng):
    for _ in range(3):
        models = _draw(rng, int(rng.integers(10, 20)), 1000)
        best = _undominated(models)
        twins = [{**model, "name": f"twin-{model['name']}"} for model in models if model["name"] in best]
        models = [*models, *twins]
        assert sorted(as_list(student.pareto(models))) == sorted(_undominated(models))


@says(
    es="Los nombres salen en el orden en que llegaron los modelos",
    en="The names come out in the order in which the models came",
)
def test_the_order_is_kept(student, rng):
    models = _draw(rng, 60, 1000)
    assert as_list(student.pareto(models)) == _undominated(models)


@says(
    es="Sirve con un solo modelo y con ninguno, con números de NumPy y con datos de más",
    en="It works with a single model and with none, with NumPy's numbers and with additional data",
)
def test_few_models_and_other_data(student, rng):
    assert as_list(student.pareto([])) == []
    for count in [1, 12]:
        models = _draw(rng, count, 1000)
        dressed = [{**model, "size": np.float64(model["size"]), "trees": int(rng.integers(9))} for model in models]
        assert as_list(student.pareto(dressed)) == _undominated(models)


def _draw(rng, count, values):
    """So many models, whose measures take so many values at most."""
    table = rng.integers(1, values + 1, size=(count, 3))
    names = rng.choice(10**6, size=count, replace=False)
    return [
        {"name": f"m{name}", "size": float(size), "latency": latency / 8, "error": error / 64}
        for name, (size, latency, error) in zip(names.tolist(), table.tolist(), strict=True)
    ]


def _undominated(models):
    """The names of those that no other dominates."""
    table = np.array([[model["size"], model["latency"], model["error"]] for model in models]).reshape(-1, 3)
    no_worse = (table[:, None] <= table[None]).all(axis=2)
    better = (table[:, None] < table[None]).any(axis=2)
    dominated = (no_worse & better).any(axis=0)
    return [model["name"] for model, out in zip(models, dominated, strict=True) if not out]
