"""How much faster many machines are: Amdahl's law, and the one in which they get in each other's way."""

from __future__ import annotations

import math

import pytest

from grader.judging.api import advises, as_number, says


@says(
    es="amdahl: la parte que no se reparte pone el techo",
    en="amdahl: the part that cannot be shared sets the ceiling",
)
@advises(
    es="p es la parte que se reparte entre n máquinas; lo que queda, 1 − p, tarda lo mismo que antes.",
    en="p is the part that is shared among n machines; the rest, 1 − p, takes as long as before.",
)
def test_amdahl(student, rng):
    for p in rng.uniform(0.3, 0.99, size=4):
        n = int(rng.integers(2, 200))
        assert as_number(student.amdahl(float(p), n)) == pytest.approx(1 / ((1 - p) + p / n))


@says(
    es="usl: la contención crece con n y la coherencia con las parejas de máquinas",
    en="usl: contention grows with n and coherency with the pairs of machines",
)
@advises(
    es="Con una sola máquina no hay a quién esperar: la aceleración es 1, valgan lo que valgan sigma y kappa.",
    en="With a single machine there is nobody to wait for: the speed-up is 1, whatever sigma and kappa are.",
)
def test_usl(student, rng):
    for _ in range(4):
        n, sigma, kappa = int(rng.integers(2, 100)), rng.uniform(0.01, 0.3), rng.uniform(1e-4, 0.02)
        expected = n / (1 + sigma * (n - 1) + kappa * n * (n - 1))
        assert as_number(student.usl(n, float(sigma), float(kappa))) == pytest.approx(expected)


@says(
    es="best_n da el número entero de máquinas con la mayor aceleración",
    en="best_n gives the whole number of machines with the greatest speed-up",
    weight=2,
)
@advises(
    es="La fórmula del pico casi nunca da un entero. De sus dos vecinos, ¿cuál es el mejor?",
    en="The formula of the peak hardly ever gives a whole number. Of its two neighbours, which one is better?",
)
def test_the_best_number_of_machines(student, rng):
    assert as_number(student.best_n(0.05, 0.01)) == 10
    assert as_number(student.best_n(0.05, 0.001)) == 31
    for part in [0.15, 0.35, 0.65, 0.85]:
        peak, sigma = int(rng.integers(3, 40)) + part, float(rng.uniform(0.0, 0.4))
        kappa = (1 - sigma) / peak**2
        assert as_number(student.best_n(sigma, kappa)) == _best(sigma, kappa)


@says(
    es="Sin coherencia (kappa = 0) no hay pico: best_n devuelve infinito",
    en="Without coherency (kappa = 0) there is no peak: best_n gives back infinity",
)
@advises(
    es="Cada máquina más suma algo, aunque sea poco. En Python, infinito es math.inf.",
    en="Every further machine adds something, however little. In Python, infinity is math.inf.",
)
def test_without_coherency_there_is_no_peak(student, rng):
    for sigma in [0.0, 0.05, float(rng.uniform(0.1, 0.9))]:
        assert as_number(student.best_n(sigma, 0)) == math.inf


def _best(sigma, kappa):
    return max(range(1, 200), key=lambda n: n / (1 + sigma * (n - 1) + kappa * n * (n - 1)))
