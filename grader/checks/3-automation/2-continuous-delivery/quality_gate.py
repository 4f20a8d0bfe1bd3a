"""A gate that lets a good candidate through and tells a bad one why not."""

from __future__ import annotations

import pytest

from grader.judging.api import advises, says


def even(gate, share: float) -> dict[str, int]:
    """The same share of mistakes in each district."""
    return {name: round(share * size) for name, size in gate.sizes.items()}


@says(
    es="Un candidato bueno pasa, sin motivos en contra",
    en="A good candidate passes, with no reasons against it",
)
@advises(
    es="Sin motivos, passed es True y reasons está vacío. ¿Comparas con la base y sus márgenes, o con un número fijo?",
    en="With no reasons, passed is True and reasons is empty. Do you compare with the baseline and its margins, or with a fixed number?",
)
def test_a_good_candidate_passes(gate):
    baseline = even(gate, 0.2)
    told = gate.decide({**baseline, max(gate.sizes, key=gate.sizes.get): 0}, baseline)
    assert told.passed is True
    assert told.reasons == {}
    assert gate.decide(even(gate, 0.4), baseline).passed is False


@says(
    es="Un candidato que acierta menos que la base, más allá del margen, se rechaza con accuracy y lo medido",
    en="A candidate that is right less often than the baseline, beyond the margin, is refused with accuracy and what was measured",
)
@advises(
    es="reasons guarda, con la clave accuracy, los aciertos del candidato, como fracción entre 0 y 1.",
    en="reasons holds, under the key accuracy, how often the candidate is right, as a fraction between 0 and 1.",
)
def test_a_loss_of_accuracy_is_refused(gate):
    baseline, candidate = even(gate, 0.10), even(gate, 0.10 + gate.limits["max_loss"] + 0.02)
    told = gate.decide(candidate, baseline)
    assert told.passed is False
    assert set(told.reasons) == {"accuracy"}
    assert told.reasons["accuracy"] == pytest.approx(gate.accuracy(candidate))


@says(
    es="Un candidato mejor en conjunto y mucho peor en un distrito se rechaza con groups, el distrito y lo medido",
    en="A candidate better overall and much worse in one district is refused with groups, the district and what was measured",
    weight=2,
)
@advises(
    es="La media esconde a los pocos. Mide los aciertos dentro de cada distrito, los del candidato y los de la base.",
    en="The mean hides the few. Measure how often each is right within each district, the candidate and the baseline.",
)
def test_a_district_is_not_sacrificed(gate):
    big, _, small, _ = gate.sizes
    baseline = even(gate, 0.2)
    candidate = {
        **baseline,
        big: 0,
        small: baseline[small] + round((gate.limits["max_group_loss"] + 0.1) * gate.sizes[small]),
    }
    told = gate.decide(candidate, baseline)
    assert told.passed is False
    assert set(told.reasons) == {"groups"}
    assert told.reasons["groups"] == {small: pytest.approx(gate.accuracy(candidate, small))}


@says(
    es="Un candidato con una cola lenta se rechaza con latency y su percentil 95, en milisegundos",
    en="A candidate with a slow tail is refused with latency and its 95th percentile, in milliseconds",
)
@advises(
    es="Mide de fila en fila las cien primeras, con data.clock. La media de cien tiempos esconde los ocho peores.",
    en="Measure the first hundred row by row, with data.clock. The mean of a hundred times hides the eight worst.",
)
def test_a_slow_tail_is_refused(gate):
    baseline = even(gate, 0.1)
    told = gate.decide(baseline, baseline, slow=8)
    assert told.passed is False
    assert set(told.reasons) == {"latency"}
    assert told.reasons["latency"] == pytest.approx(2.03 * gate.limits["max_ms"], rel=0.03)


@says(
    es="Un candidato que espera otras columnas, u otro orden, se rechaza con schema y nada más",
    en="A candidate that expects other columns, or another order, is refused with schema and nothing else",
)
@advises(
    es="Compara feature_names_in_ con las columnas de data.X antes de pedirle nada: lo que predijera no querría decir nada.",
    en="Compare feature_names_in_ with the columns of data.X before asking it anything: what it predicted would mean nothing.",
)
def test_another_schema_is_refused(gate):
    baseline, columns = even(gate, 0.1), list(gate.X.columns)
    for other in (columns[:-1], [*columns, "tip_euros"], columns[::-1], ["distance_m", *columns[1:]]):
        told = gate.decide(baseline, baseline, columns=other)
        assert told.passed is False
        assert set(told.reasons) == {"schema"}
    assert gate.decide(baseline, baseline).reasons == {}
