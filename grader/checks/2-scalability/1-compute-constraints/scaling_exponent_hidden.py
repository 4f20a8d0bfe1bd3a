"""How time grows with size: measurements that went wrong, and data that comes as arrays."""

from __future__ import annotations

import numpy as np

from grader.judging.api import as_number, says


@says(
    es="Usa todos los puntos: dos medidas malas entre cuarenta, las de los extremos, no deciden el exponente",
    en="Uses all the points: two bad measurements among forty, those at the ends, do not decide the exponent",
)
def test_two_bad_points_do_not_decide(student, draw_timings, rng):
    exponent = rng.uniform(1.2, 2.2)
    timings = draw_timings(lambda n: n**exponent, noise=0.02, count=40)
    places = np.argsort(timings.sizes)
    for place, factor in [(places[0], 1 / 1.8), (places[-1], 1.8)]:
        timings.seconds[place] *= factor
    found = as_number(student.fit_exponent(timings.sizes, timings.seconds))
    assert abs(found - exponent) < 0.08


@says(
    es="largest_size sigue la recta ajustada, aunque las medidas tengan ruido y la última sea mala",
    en="largest_size follows the fitted line, even if the measurements are noisy and the last one is bad",
)
def test_the_line_is_followed_and_not_the_last_point(student, draw_timings, rng):
    timings = draw_timings(lambda n: n**1.5, noise=0.02, count=40)
    timings.seconds[int(np.argmax(timings.sizes))] *= 2.5
    size = max(timings.sizes) * rng.uniform(2, 5)
    found = as_number(student.largest_size(timings.sizes, timings.seconds, float(timings.law(size))))
    assert 0.8 * size < found < 1.25 * size


@says(
    es="Acepta arrays, y tamaños desordenados y repetidos",
    en="Accepts arrays, and sizes that are unordered and repeated",
)
def test_arrays_and_repeated_sizes(student, draw_timings, rng):
    first, second = (draw_timings(lambda n: 1e-5 * n**1.4) for _ in range(2))
    scale = second.law(1000) / first.law(1000)
    sizes = np.array([*first.sizes, *second.sizes, *second.sizes])
    seconds = np.array([*first.seconds, *(np.array([*second.seconds, *second.seconds]) / scale)])
    assert abs(as_number(student.fit_exponent(sizes, seconds)) - 1.4) < 0.01
    size = int(rng.integers(10**5, 10**6))
    assert as_number(student.largest_size(sizes, seconds, float(first.law(size + 0.5)))) == size
