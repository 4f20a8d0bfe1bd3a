"""Alarms of many features at once."""

from __future__ import annotations

from grader.judging.api import advises, as_list, as_number, run_in, says


@says(
    es="Da la alarma en las características que cambiaron de verdad, y en ninguna otra",
    en="It raises the alarm for the features that really changed, and for no other",
    weight=2,
)
@advises(
    es="Una alarma pide las dos cosas: pasar Benjamini–Hochberg y una distancia de al menos min_effect.",
    en="An alarm asks for both: to pass Benjamini–Hochberg and a distance of at least min_effect.",
)
def test_the_features_that_changed(student, own, rng):
    for _ in range(3):
        features = own.Features.draw(rng, 300, [*rng.integers(2, 12, size=5), *rng.integers(90, 200, size=3)])
        changed = [name for name, rank in features.ranks.items() if rank >= 90]
        assert sorted(as_list(student.drift_alarms(features.reference, features.current))) == sorted(changed)


@says(
    es="Con 20 características sin deriva, casi ningún día hay una alarma",
    en="With 20 features without drift, there is an alarm on hardly any day",
)
@advises(
    es="Con 20 pruebas al 5 %, dos de cada tres días una sale significativa por azar. El umbral depende del puesto del p-valor entre todos.",
    en="With 20 tests at 5 %, two days out of three one comes out significant by chance. The threshold depends on the rank of the p-value among all.",
)
def test_false_alarms_over_twenty_features(student, rng):
    days = as_number(run_in(student, _days_with_an_alarm, student["drift_alarms"], int(rng.integers(2**31))))
    assert days <= 8


def _days_with_an_alarm(drift_alarms, seed):
    """Of 30 days without drift. With the rate held, 1.5 are expected and 9 come once in 100 000; without, 19 are expected."""
    import numpy

    rng = numpy.random.default_rng(seed)
    days = 0
    for _ in range(30):
        reference = {f"feature {number}": rng.normal(size=120) for number in range(20)}
        current = {name: rng.normal(size=120) for name in reference}
        days += bool(len(drift_alarms(reference, current, 0.05, 0.0)))
    return days


@says(
    es="Con 500 000 pedidos, un cambio de 0,02 σ es significativo y no da la alarma; uno de 0,5 σ la da",
    en="With 500 000 orders, a change of 0.02 σ is significant and raises no alarm; one of 0.5 σ raises it",
)
@advises(
    es="Con tantos datos todo es significativo. ¿De qué tamaño es la distancia, el statistic de ks_2samp?",
    en="With so much data everything is significant. How large is the distance, the statistic of ks_2samp?",
)
def test_a_tiny_change_is_no_alarm(student, rng):
    assert as_list(run_in(student, _much_data, student["drift_alarms"], int(rng.integers(2**31)))) == ["large"]


def _much_data(drift_alarms, seed):
    import numpy

    rng = numpy.random.default_rng(seed)
    reference = {"tiny": rng.normal(size=500_000), "large": rng.normal(size=2000), "none": rng.normal(size=2000)}
    current = {"tiny": reference["tiny"][::-1] + 0.02, "large": reference["large"] + 0.5, "none": reference["none"] + 0.0}
    return [str(name) for name in drift_alarms(reference, current)]
