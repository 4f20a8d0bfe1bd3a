"""Columns chosen with chi², and an accuracy that can be believed."""

from __future__ import annotations

import numpy as np

from grader.judging.api import advises, as_number, says


@says(
    es="Con puro ruido, honest_accuracy dice que se acierta como con una moneda",
    en="On pure noise, honest_accuracy says that it is right as often as a coin",
    weight=2,
)
@advises(
    es="¿Qué filas vieron quienes eligieron las columnas? Cada vuelta tiene que elegir otra vez, sin la parte que valida.",
    en="Which rows had those seen who chose the columns? Each round must choose again, without the part that validates.",
)
def test_noise_is_a_coin(student, draw_noise):
    scores = []
    for _ in range(3):
        noise = draw_noise(100, 5000)
        scores.append(as_number(student.honest_accuracy(noise.X, noise.y, 20)))
    assert 0.3 < np.mean(scores) < 0.7


@says(
    es="Donde hay algo que aprender, honest_accuracy lo dice, y más con más columnas útiles",
    en="Where there is something to learn, honest_accuracy says so, and more with more useful columns",
)
@advises(
    es="Es la media de los aciertos de las cinco partes, entre 0 y 1, con las k columnas que se piden.",
    en="It is the mean accuracy of the five parts, between 0 and 1, with the k columns that are asked for.",
)
def test_a_signal_is_seen(student, draw_useful):
    signal = draw_useful(useful=8, noise=30, strength=1.2)
    alone, together = (as_number(student.honest_accuracy(signal.X, signal.y, k)) for k in (1, 8))
    assert 0.55 < alone < 0.86
    assert 0.88 < together <= 1
    assert together > alone + 0.07


@says(
    es="chi2_pipeline da un pipeline sin entrenar que usa las k columnas de mayor chi², y ninguna otra",
    en="chi2_pipeline gives an untrained pipeline that uses the k columns of largest chi², and no other",
)
@advises(
    es="¿Usaste chi2 y k en SelectKBest? ¿Termina el pipeline en una regresión logística?",
    en="Did you use chi2 and k in SelectKBest? Does the pipeline end in a logistic regression?",
)
def test_it_uses_the_k_best_columns(student, draw_counts):
    for least, most in [(1, 3), (4, 7)]:
        counts = draw_counts()
        k = counts.clear_count(least, most)
        assert counts.columns_used(student.chi2_pipeline(k)) == counts.best_columns(k)
