"""How time grows with size: the slope of a line, and what it says about larger sizes."""

from __future__ import annotations

import numpy as np

from grader.judging.api import advises, as_number, says


@says(
    es="Recupera el exponente de lo que crece como n, como n² y como una potencia cualquiera, con ruido en las medidas",
    en="Recovers the exponent of what grows like n, like n² and like any other power, with noise in the measurements",
    weight=2,
)
@advises(
    es="En escala logarítmica una potencia es una recta, y el exponente es su pendiente. ¿Tomaste logaritmos de las dos cosas?",
    en="On a logarithmic scale a power is a straight line, and the exponent is its slope. Did you take logarithms of both?",
)
def test_the_exponent_of_a_power(student, draw_timings, rng):
    for exponent in [1.0, 2.0, rng.uniform(1.2, 1.8), rng.uniform(2.3, 3.2)]:
        timings = draw_timings(lambda n, k=exponent: n**k, noise=0.05)
        found = as_number(student.fit_exponent(timings.sizes, timings.seconds))
        assert abs(found - exponent) < 0.06


@says(
    es="largest_size da el mayor número entero de filas que cabe en el tiempo, también más allá de lo medido",
    en="largest_size gives the largest whole number of rows that fits the time, beyond what was measured too",
    weight=2,
)
@advises(
    es="Sigue la recta hasta la altura del presupuesto y deshaz el logaritmo. Una fila de más ya no cabe.",
    en="Follow the line up to the height of the budget and undo the logarithm. One row more does not fit.",
)
def test_the_largest_size_in_the_time(student, draw_timings, rng):
    for times_larger in [0.01, 0.1, 3, 12]:
        exponent = rng.uniform(0.9, 2.5)
        timings = draw_timings(lambda n, k=exponent: n**k)
        size = int(max(timings.sizes) * times_larger)
        budget = float(timings.law(size + rng.uniform(0.3, 0.9)))
        assert as_number(student.largest_size(timings.sizes, timings.seconds, budget)) == size


@says(
    es="De lo que crece como n·log n dice algo más que 1, no 2",
    en="Of what grows like n·log n it says somewhat more than 1, not 2",
)
@advises(
    es="La recta es la que mejor pasa por todos los puntos, sin redondear la pendiente.",
    en="The line is the one that best passes by all the points, without rounding the slope.",
)
def test_somewhat_more_than_one(student, draw_timings):
    timings = draw_timings(lambda n: n * np.log(n), noise=0.03)
    assert 1.07 < as_number(student.fit_exponent(timings.sizes, timings.seconds)) < 1.2
