"""Columns in any unit, some below zero; many columns, with something to learn and with nothing."""

from __future__ import annotations

import numpy as np

from grader.judging.api import as_number, says


@says(
    es="La unidad de una columna no cambia cuáles se eligen: cada una va antes de 0 a 1",
    en="The unit of a column does not change which are chosen: each goes from 0 to 1 first",
)
def test_units_do_not_matter(student, draw_counts, rng):
    counts = draw_counts()
    k = counts.clear_count(3, 6)
    expected = counts.best_columns(k)
    counts.X[:] *= rng.permutation(10.0 ** np.linspace(-3, 3, counts.X.shape[1]))
    assert counts.columns_used(student.chi2_pipeline(k)) == expected


@says(
    es="Los números negativos no son un error, y tampoco cambian cuáles se eligen",
    en="Negative numbers are no error, and do not change which are chosen either",
)
def test_negative_numbers_are_taken(student, draw_counts, draw_useful, rng):
    counts = draw_counts()
    k = counts.clear_count(3, 6)
    expected = counts.best_columns(k)
    counts.X[:] -= rng.uniform(0.3, 2, counts.X.shape[1])
    assert counts.columns_used(student.chi2_pipeline(k)) == expected
    signal = draw_useful(useful=8, noise=30, strength=1.2)
    assert as_number(student.honest_accuracy(signal.X - 100, signal.y, 8)) > 0.85


@says(
    es="Entre miles de columnas, el ruido sigue siendo una moneda, y lo que sirve se encuentra",
    en="Among thousands of columns, noise is still a coin, and what is of use is found",
)
def test_many_columns_with_and_without_a_signal(student, draw_noise, draw_useful, rng):
    scores = []
    for _ in range(2):
        noise = draw_noise(2 * int(rng.integers(40, 60)), int(rng.integers(1500, 3500)))
        scores.append(as_number(student.honest_accuracy(noise.X, noise.y, 15)))
    assert 0.27 < np.mean(scores) < 0.7
    signal = draw_useful(useful=6, noise=int(rng.integers(1500, 3500)), strength=2.2)
    assert as_number(student.honest_accuracy(signal.X, signal.y, 6)) > 0.85
