"""How much faster many machines are: at the ends, and where rounding is not enough."""

from __future__ import annotations

import pytest

from grader.judging.api import as_number, says


@says(
    es="Las dos leyes aciertan en los extremos: una máquina, nada que repartir, todo repartible, sin contención ni coherencia",
    en="Both laws are right at the ends: one machine, nothing to share, everything shared, no contention and no coherency",
)
def test_the_ends_of_the_laws(student, rng):
    n, p, sigma = int(rng.integers(2, 50)), float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.01, 0.5))
    kappa = float(rng.uniform(0.001, 0.1))
    ones = [student.amdahl(p, 1), student.amdahl(0.0, n), student.usl(1, sigma, kappa)]
    assert [as_number(one) for one in ones] == pytest.approx([1, 1, 1])
    assert [as_number(student.amdahl(1.0, n)), as_number(student.usl(n, 0.0, 0.0))] == pytest.approx([n, n])
    assert as_number(student.usl(n, sigma, 0.0)) == pytest.approx(as_number(student.amdahl(1 - sigma, n)))


@says(
    es="best_n nunca baja de 1: si la segunda máquina ya estorba, la respuesta es una",
    en="best_n never goes below 1: if the second machine gets in the way already, the answer is one",
)
def test_at_least_one_machine(student, rng):
    for peak in [0.2, 0.6, 0.9, 1.2, 1.38]:
        sigma = float(rng.uniform(0.0, 0.6))
        assert as_number(student.best_n(sigma, (1 - sigma) / peak**2)) == 1


@says(
    es="best_n compara de verdad a los dos vecinos del pico: el más cercano no siempre es el mejor",
    en="best_n really compares the peak's two neighbours: the nearer one is not always the better one",
)
def test_the_nearest_is_not_always_the_best(student, rng):
    for below in [1, 2]:
        low, high = (below * (below + 1)) ** 0.5, below + 0.5
        peak = float(rng.uniform(low + 0.3 * (high - low), high - 0.2 * (high - low)))
        sigma = float(rng.uniform(0.0, 0.4))
        assert as_number(student.best_n(sigma, (1 - sigma) / peak**2)) == below + 1


@says(
    es="best_n encuentra también picos lejanos, de miles de máquinas",
    en="best_n finds distant peaks too, of thousands of machines",
)
def test_distant_peaks(student, rng):
    peak, sigma = int(rng.integers(1500, 4000)) + float(rng.uniform(0.1, 0.4)), float(rng.uniform(0.0, 0.4))
    assert as_number(student.best_n(sigma, (1 - sigma) / peak**2)) == int(peak)
