"""Mean and variance from three numbers that are brought up to date value by value."""

from __future__ import annotations

import statistics

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_list, as_number, run_in, says

EMPTY = (0, 0.0, 0.0)


@says(
    es="observe, valor a valor, llega al número de valores, la media y la suma de cuadrados de todo el lote",
    en="observe, value by value, arrives at the number of values, the mean and the sum of squares of the whole batch",
)
@advises(
    es="m2 es la suma de los cuadrados de las distancias a la media, sin dividir. La media se mueve delta / n, con el n nuevo.",
    en="m2 is the sum of the squares of the distances to the mean, undivided. The mean moves by delta / n, with the new n.",
)
def test_observing_equals_the_batch(student, rng):
    values = rng.normal(rng.uniform(-50, 50), rng.uniform(1, 9), size=int(rng.integers(40, 80)))
    moments = run_in(student, observe_all, student["observe"], values.tolist(), EMPTY)
    expected = [len(values), values.mean(), ((values - values.mean()) ** 2).sum()]
    assert_allclose(moments, expected, rtol=1e-9)


@says(
    es="variance da la varianza de la muestra, la que divide por n − 1",
    en="variance gives the variance of the sample, the one that divides by n − 1",
)
@advises(
    es="La de pandas, no la de np.var sin argumentos. ¿Y se divide una sola vez?",
    en="That of pandas, not that of np.var without arguments. And is it divided only once?",
)
def test_the_variance_is_that_of_a_sample(student, rng):
    for n in (2, 3, int(rng.integers(4, 12))):
        values = rng.normal(0, rng.uniform(1, 9), size=n)
        assert_allclose(as_number(student.variance(moments_of(values))), statistics.variance(values.tolist()))


@says(
    es="Unir dos partes de distinto tamaño y distinta media da lo mismo que el todo",
    en="Merging two parts of different sizes and different means gives the same as the whole",
    weight=2,
)
@advises(
    es="La media de dos medias solo vale con partes iguales. Y entre dos partes lejanas hay una dispersión que ninguna de las dos vio.",
    en="The mean of two means holds only for equal parts. And between two distant parts there is a spread that neither of them saw.",
)
def test_merging_two_parts_gives_the_whole(student, rng):
    one, other = (rng.normal(rng.uniform(-50, 50), 3, size=int(rng.integers(*size))) for size in [(5, 15), (40, 60)])
    whole = np.concatenate([one, other])
    for parts in [(one, other), (other, one)]:
        merged = as_list(student.merge(*map(moments_of, parts)))
        assert_allclose([as_number(number) for number in merged], moments_of(whole), rtol=1e-9)


@says(
    es="Con valores alrededor de mil millones, la varianza sale con seis cifras buenas",
    en="With values around a billion, the variance comes out with six good digits",
    weight=2,
)
@advises(
    es="Restar dos números enormes y casi iguales borra las cifras que importan. ¿Hay algún cuadrado de x, sin restarle la media?",
    en="Subtracting two huge and nearly equal numbers wipes out the digits that matter. Is there any square of x, without the mean taken away?",
)
def test_the_variance_survives_an_offset(student, rng):
    values = (1e9 + rng.normal(0, rng.uniform(1, 3), size=int(rng.integers(200, 300)))).tolist()
    moments = run_in(student, observe_all, student["observe"], values, EMPTY)
    assert_allclose(as_number(student.variance(tuple(moments))), statistics.variance(values), rtol=1e-6)


def moments_of(values):
    return len(values), float(values.mean()), float(((values - values.mean()) ** 2).sum())


def observe_all(observe, values, moments):
    for value in values:
        n, mean, m2 = observe(moments, value)
        moments = (int(n), float(mean), float(m2))
    return list(moments)
