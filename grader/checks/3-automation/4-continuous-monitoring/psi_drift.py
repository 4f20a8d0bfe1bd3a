"""PSI and its threshold, on samples that nobody has seen before."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import advises, as_number, run_in, says


@says(
    es="psi compara las partes de cada cajón, cortado por los cuantiles de la referencia",
    en="psi compares the shares of each bin, cut at the quantiles of the reference",
    weight=2,
)
@advises(
    es="Los cortes salen solo de la referencia. A cada cajón se le suma media observación antes de dividir, en las dos muestras.",
    en="The cuts come from the reference alone. Each bin gets half an observation more before dividing, in both samples.",
)
def test_shares_in_the_bins_of_the_reference(student, own, rng):
    for bins in [10, 10, int(rng.integers(4, 20))]:
        n = own.smooth(int(rng.integers(200, 900)), bins)
        reference = rng.gamma(2.5, 1.4, size=n)
        current = rng.gamma(2.5, 1.4 * rng.uniform(0.6, 1.6), size=int(rng.integers(150, 900)))
        assert_allclose(as_number(student.psi(reference, current, bins)), own.psi(reference, current, bins), rtol=1e-6)
    assert_allclose(as_number(student.psi(reference, current)), own.psi(reference, current), rtol=1e-6)


@says(
    es="psi_limit da el umbral de χ² para esos tamaños y esos cajones",
    en="psi_limit gives the χ² threshold for those sizes and those bins",
)
@advises(
    es="PSI sin deriva se parece a (1/N + 1/M)·χ², con un grado de libertad menos que cajones. El umbral deja por encima la parte false_alarms.",
    en="Without drift PSI is like (1/N + 1/M)·χ², with one degree of freedom less than bins. The threshold leaves the share false_alarms above it.",
)
def test_the_limit_follows_the_sizes(student, own, rng):
    for _ in range(6):
        sizes = rng.integers(50, 5000, size=2).tolist()
        bins, share = int(rng.integers(4, 9)), float(rng.choice([0.05, 0.01]))
        limit = as_number(student.psi_limit(*sizes, bins, share))
        assert_allclose(limit, own.psi_limit(*sizes, bins, share), rtol=0.06)
    assert_allclose(as_number(student.psi_limit(500, 100)), own.psi_limit(500, 100, 10, 0.01), rtol=0.06)


@says(
    es="Sin deriva, el PSI pasa del umbral tan pocas veces como se pidió, también con muestras pequeñas",
    en="Without drift, PSI goes over the threshold as seldom as was asked, with small samples too",
)
@advises(
    es="Simula tú mismo: dos muestras de la misma distribución, mil veces. Si salen demasiadas alarmas, mira los cajones vacíos.",
    en="Simulate it yourself: two samples of the same distribution, a thousand times. If there are too many alarms, look at the empty bins.",
)
def test_false_alarms_are_as_rare_as_asked(student, rng):
    for sizes in [(200, 200), (1000, 40), (100, 1000)]:
        seeds = rng.integers(2**31, size=8).tolist()
        alarms = [as_number(run_in(student, _alarms, student["psi"], student["psi_limit"], *sizes, seed)) for seed in seeds]
        assert 0 < sum(alarms) / 400 <= 0.1


def _alarms(psi, psi_limit, n, m, seed):
    """How many alarms there are without drift in 50 draws, few enough for a slow machine; a share of 0.05 is asked for."""
    import numpy

    rng = numpy.random.default_rng(seed)
    limit = float(psi_limit(n, m, 10, 0.05))
    return sum(float(psi(rng.normal(size=n), rng.normal(size=m), 10)) > limit for _ in range(50))
