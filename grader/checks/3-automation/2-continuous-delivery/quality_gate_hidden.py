"""The gate again: several reasons, candidates that break, districts with a handful of orders."""

from __future__ import annotations

import pytest

from grader.judging.api import says


def even(gate, share: float) -> dict[str, int]:
    """The same share of mistakes in each district."""
    return {name: round(share * size) for name, size in gate.sizes.items()}


@says(
    es="Si fallan varias reglas, las dice todas, y en groups todos los distritos que pierden",
    en="If several rules fail, it tells all of them, and in groups all the districts that lose",
)
def test_all_reasons_are_told(gate):
    big, middle, small, _ = gate.sizes
    baseline = even(gate, 0.05)
    worse = gate.limits["max_group_loss"] + 0.15
    candidate = {**baseline, **{name: baseline[name] + round(worse * gate.sizes[name]) for name in (middle, small)}}
    told = gate.decide(candidate, baseline, slow=9)
    assert told.passed is False
    assert set(told.reasons) == {"accuracy", "groups", "latency"}
    assert told.reasons["groups"] == {name: pytest.approx(gate.accuracy(candidate, name)) for name in (middle, small)}
    assert big not in told.reasons["groups"]


@says(
    es="Un candidato que lanza un error se rechaza con schema; la compuerta no se rompe con él",
    en="A candidate that raises an error is refused with schema; the gate does not break with it",
)
def test_a_candidate_that_raises_is_refused(gate):
    told = gate.decide(even(gate, 0.1), even(gate, 0.1), fails="no such tree")
    assert told.passed is False
    assert set(told.reasons) == {"schema"}
    assert gate.decide(even(gate, 0.1), even(gate, 0.1)).reasons == {}


@says(
    es="Predicciones de menos, o que no son ni True ni False, se rechazan con schema",
    en="Predictions too few, or that are neither True nor False, are refused with schema",
)
def test_strange_predictions_are_refused(gate):
    for how in ({"cut": 1}, {"fill": float("nan")}, {"fill": "late"}, {"fill": 2}):
        told = gate.decide(even(gate, 0.0), even(gate, 0.1), **how)
        assert told.passed is False
        assert set(told.reasons) == {"schema"}
    assert gate.decide(even(gate, 0.0), even(gate, 0.1)).reasons == {}


@says(
    es="Un distrito con menos filas que min_rows no decide nada",
    en="A district with fewer rows than min_rows decides nothing",
)
def test_a_handful_of_orders_decides_nothing(gate):
    big, _, small, tiny = gate.sizes
    baseline = even(gate, 0.2)
    told = gate.decide({**baseline, big: 0, tiny: gate.sizes[tiny]}, {**baseline, tiny: 0})
    assert told.passed is True
    gate.limits["min_rows"] = gate.sizes[small]
    worse = baseline[small] + round((gate.limits["max_group_loss"] + 0.15) * gate.sizes[small])
    assert gate.decide({**baseline, big: 0, small: worse}, baseline).passed is False
    gate.limits["min_rows"] += 1
    assert gate.decide({**baseline, big: 0, small: worse}, baseline).passed is True


@says(
    es="Lo que cuenta es la diferencia con la base, también cuando las dos son malas o las dos son excelentes",
    en="What counts is the difference from the baseline, also when both are bad or both are excellent",
)
def test_it_compares_with_the_baseline(gate):
    bad = even(gate, 0.45)
    assert gate.decide(bad, bad).passed is True
    told = gate.decide(even(gate, gate.limits["max_loss"] + 0.02), even(gate, 0.0))
    assert told.passed is False
    assert set(told.reasons) == {"accuracy"}


@says(
    es="Una sola respuesta lenta entre cien no basta para rechazar",
    en="A single slow answer in a hundred is not enough to refuse",
)
def test_one_slow_answer_is_let_through(gate):
    assert gate.decide(even(gate, 0.1), even(gate, 0.1), slow=1).passed is True
    assert gate.decide(even(gate, 0.1), even(gate, 0.1), slow=9).passed is False
