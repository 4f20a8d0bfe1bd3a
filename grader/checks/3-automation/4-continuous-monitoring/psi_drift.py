"""PSI and its threshold, on samples that nobody has seen before."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose
from scipy.stats import entropy

from grader.judging.api import advises, as_number, run_in, says

CHI2 = {
    0.05: [0, 3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067, 15.507, 16.919],
    0.01: [0, 6.635, 9.210, 11.345, 13.277, 15.086, 16.812, 18.475, 20.090, 21.666],
}
"""The table at the end of every book of statistics: what χ² exceeds so seldom, by degrees of freedom."""


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
        reference, current, index = _binned(rng, own.smooth(int(rng.integers(200, 900)), bins), bins)
        assert_allclose(as_number(student.psi(reference, current, bins)), index, rtol=1e-6)
    reference, current, index = _binned(rng, own.smooth(300, 10), 10)
    assert_allclose(as_number(student.psi(reference, current)), index, rtol=1e-6)


def _binned(rng, n, bins):
    """A reference, orders drawn for each of its bins, and the index of the two: each one's divergence from the other, added
    up. Among values in order a quantile's place is known without looking at them."""
    reference = np.sort(rng.gamma(2.5, 1.4, size=n))
    ends = [1 + (n - 1) * part // bins for part in range(bins)]
    ends[0] = 0
    pieces = np.split(reference, ends[1:])
    counts = rng.integers(0, 90, size=bins)
    current = np.concatenate(
        [rng.uniform(piece[0], piece[-1], size=size) for piece, size in zip(pieces, counts, strict=True)]
    )
    told, found = np.array([len(piece) for piece in pieces]) + 0.5, counts + 0.5
    return rng.permutation(reference), rng.permutation(current), entropy(told, found) + entropy(found, told)


@says(
    es="psi_limit da el umbral de χ² para esos tamaños y esos cajones",
    en="psi_limit gives the χ² threshold for those sizes and those bins",
)
@advises(
    es="PSI sin deriva se parece a (1/N + 1/M)·χ², con un grado de libertad menos que cajones. El umbral deja por encima la parte false_alarms.",
    en="Without drift PSI is like (1/N + 1/M)·χ², with one degree of freedom less than bins. The threshold leaves the share false_alarms above it.",
)
def test_the_limit_follows_the_sizes(student, rng):
    for _ in range(6):
        sizes = rng.integers(50, 5000, size=2).tolist()
        bins, share = int(rng.integers(4, 9)), float(rng.choice(list(CHI2)))
        limit = as_number(student.psi_limit(*sizes, bins, share))
        assert_allclose(limit, CHI2[share][bins - 1] * (1 / sizes[0] + 1 / sizes[1]), rtol=0.06)
    assert_allclose(as_number(student.psi_limit(500, 100)), CHI2[0.01][9] * (1 / 500 + 1 / 100), rtol=0.06)


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
