"""Bins without an order, orders without a bin, and columns of few values."""

from __future__ import annotations

import math

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_number, says


@says(
    es="Un cajón vacío da un PSI finito, y el que toca",
    en="An empty bin gives a finite PSI, and the right one",
)
def test_empty_bins(student, own, rng):
    n = own.smooth(int(rng.integers(300, 600)), 10)
    reference = rng.normal(10, 3, size=n)
    for current in (reference[reference > 10][:80], rng.normal(10, 3, size=int(rng.integers(4, 9)))):
        value = as_number(student.psi(reference, current))
        assert math.isfinite(value)
        assert_allclose(value, psi(reference, current), rtol=1e-6)


@says(
    es="Los valores que la referencia no tenía también cuentan: el primer cajón y el último no tienen fin",
    en="Values that the reference did not have count too: the first and the last bin have no end",
)
def test_values_beyond_the_reference(student, own, rng):
    n = own.smooth(int(rng.integers(300, 600)), 10)
    reference = rng.uniform(1, 9, size=n)
    for away in (-1, 1):
        current = np.concatenate(
            [rng.uniform(1, 9, size=200), 5 + away * rng.uniform(5, 50, size=int(rng.integers(60, 120)))]
        )
        assert_allclose(as_number(student.psi(reference, current)), psi(reference, current), rtol=1e-6)


@says(
    es="Vale para columnas con valores repetidos, como los platos o la lluvia: un corte repetido es un solo corte",
    en="It holds for columns with repeated values, such as dishes or rain: a repeated cut is a single cut",
    weight=2,
)
def test_repeated_values(student, own, rng):
    n = own.smooth(int(rng.integers(400, 900)), 10)
    for draw in (_items, _rain):
        reference, current = draw(rng, n, 1.0), draw(rng, int(rng.integers(100, 900)), float(rng.uniform(0.5, 2)))
        assert_allclose(as_number(student.psi(reference, current)), psi(reference, current), rtol=1e-6)


def _items(rng, count, more):
    return 1 + rng.poisson(2.0 * more, size=count)


def _rain(rng, count, more):
    return rng.exponential(3.0 * more, size=count) * (rng.random(count) < 0.25)


@says(
    es="Una muestra consigo misma da 0, el orden no importa, y una lista vale como un array",
    en="A sample with itself gives 0, the order does not matter, and a list is as good as an array",
)
def test_the_same_sample_has_no_drift(student, own, rng):
    reference, current = rng.normal(size=251), rng.normal(0.5, 1, size=180)
    reference = rng.normal(size=own.smooth(250, 10))
    assert_allclose(as_number(student.psi(reference, rng.permutation(reference))), 0, atol=1e-12)
    value = as_number(student.psi(reference.tolist(), current.tolist()))
    assert_allclose(value, psi(reference, current), rtol=1e-6)
    assert value > 0.05


def psi(reference, current, bins=10):
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1) + 0.5
        return counts / counts.sum()

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))
