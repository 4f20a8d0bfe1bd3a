"""Mean and variance: nothing to average, many parts, two streams at once, an offset in the parts."""

from __future__ import annotations

import math
import statistics

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_list, as_number, run_in, says

EMPTY = (0, 0.0, 0.0)


@says(
    es="Con menos de dos valores no hay varianza de la muestra: nan, sin error",
    en="With fewer than two values there is no variance of the sample: nan, without an error",
)
def test_too_few_values_give_nan(student, rng):
    for moments in (EMPTY, (1, float(rng.normal()), 0.0)):
        assert math.isnan(as_number(student.variance(moments)))


@says(
    es="Unir con una parte vacía no cambia nada, y unir dos vacías da una vacía",
    en="Merging with an empty part changes nothing, and merging two empty ones gives an empty one",
)
def test_empty_parts_change_nothing(student, rng):
    some = (int(rng.integers(2, 9)), float(rng.normal(0, 9)), float(rng.uniform(1, 9)))
    for one, other, expected in [(some, EMPTY, some), (EMPTY, some, some), (EMPTY, EMPTY, EMPTY)]:
        assert_allclose(numbers(student.merge(one, other)), expected)


@says(
    es="Unir dos partes conserva la precisión con valores alrededor de mil millones",
    en="Merging two parts keeps the precision with values around a billion",
)
def test_merging_survives_an_offset(student, rng):
    parts = [1e9 + rng.normal(shift, 2, size=int(rng.integers(50, 90))) for shift in rng.uniform(-5, 5, size=2)]
    merged = numbers(student.merge(*map(moments_of, parts)))
    whole = np.concatenate(parts).tolist()
    assert_allclose(merged[2] / (merged[0] - 1), statistics.variance(whole), rtol=1e-6)
    assert abs(merged[1] - statistics.fmean(whole)) < 1e-3


@says(
    es="Muchas partes, unidas de dos en dos en cualquier orden, dan lo mismo que el todo",
    en="Many parts, merged two by two in any order, give the same as the whole",
)
def test_many_parts_in_any_order(student, rng):
    parts = [rng.normal(rng.uniform(-20, 20), 2, size=int(rng.integers(1, 12))) for _ in range(9)]
    expected = moments_of(np.concatenate(parts))
    for _ in range(2):
        queue = [moments_of(parts[number]) for number in rng.permutation(len(parts))]
        while len(queue) > 1:
            queue = [*queue[2:], tuple(numbers(student.merge(*queue[:2])))]
        assert_allclose(queue[0], expected, rtol=1e-9)


@says(
    es="Dos flujos a la vez no se mezclan: todo lo que se recuerda está en los tres números",
    en="Two streams at once do not mix: all that is remembered is in the three numbers",
)
def test_two_streams_at_once_do_not_mix(student, rng):
    streams = rng.normal(rng.uniform(-20, 20, size=(2, 1)), 3, size=(2, int(rng.integers(10, 20))))
    found = run_in(student, _observe_in_turns, student["observe"], streams.tolist())
    for stream, moments in zip(streams, as_list(found), strict=True):
        assert_allclose(moments, moments_of(stream), rtol=1e-9)


def numbers(moments):
    n, mean, m2 = (as_number(number) for number in as_list(moments))
    return [int(n), mean, m2]


def moments_of(values):
    return len(values), float(values.mean()), float(((values - values.mean()) ** 2).sum())


def _observe_in_turns(observe, streams):
    both = [(0, 0.0, 0.0), (0, 0.0, 0.0)]
    for values in zip(*streams, strict=True):
        for place, value in enumerate(values):
            n, mean, m2 = observe(both[place], value)
            both[place] = (int(n), float(mean), float(m2))
    return [list(moments) for moments in both]
