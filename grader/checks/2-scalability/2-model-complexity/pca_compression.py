"""As few components as the variance allows, and what is lost by them."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.judging.api import advises, as_array, as_number, says


@says(
    es="Conserva las menos componentes que alcanzan la varianza pedida, ni una más ni una menos",
    en="Keeps the fewest components that reach the variance asked for, not one more nor one less",
    weight=2,
)
@advises(
    es="PCA acepta la varianza como un número entre 0 y 1. La varianza es la de las columnas ya escaladas.",
    en="PCA takes the variance as a number between 0 and 1. The variance is that of the columns once scaled.",
)
def test_as_few_components_as_possible(student, draw_spectrum, rng):
    for components in rng.permutation([1, 2, 4, 6])[:3].tolist():
        spectrum = draw_spectrum()
        model = student.fit_pca(spectrum.X, spectrum.halfway(components))
        compressed = as_array(model.transform(spectrum.X))
        assert compressed.shape == (len(spectrum.X), components)
        assert_allclose(_lost(spectrum.scaled(spectrum.X), compressed), 1 - spectrum.reached[components - 1], atol=1e-3)


@says(
    es="Una columna pequeña que importa sobrevive entre cinco grandes que son ruido",
    en="A small column that matters survives among five large ones that are noise",
)
@advises(
    es="PCA conserva lo que varía, y varía más la unidad mayor. ¿Qué va antes de PCA?",
    en="PCA keeps what varies, and the largest unit varies most. What goes before PCA?",
)
def test_a_small_column_survives(student, rng):
    broken = rng.permutation(np.arange(600) % 2)
    small = 0.1 * broken + rng.normal(0, 0.02, 600)
    X = np.column_stack([rng.normal(0, 100, (600, 5)), small])[:, rng.permutation(6)]
    model = student.fit_pca(X[:400], 0.99)
    train, test = as_array(model.transform(X[:400])), as_array(model.transform(X[400:]))
    classifier = make_pipeline(StandardScaler(), LogisticRegression()).fit(train, broken[:400])
    assert classifier.score(test, broken[400:]) > 0.9


@says(
    es="Con las filas de entrenamiento, reconstruction_error es la varianza que quedó fuera",
    en="On the training rows, reconstruction_error is the variance that was left out",
)
@advises(
    es="Es la media de los cuadrados, sobre filas y columnas, entre la X escalada y la que vuelve, escalada también.",
    en="It is the mean of the squares, over rows and columns, between the scaled X and what comes back, scaled too.",
)
def test_the_error_is_what_was_left_out(student, draw_spectrum, rng):
    spectrum, components = draw_spectrum(), int(rng.integers(2, 5))
    model = student.fit_pca(spectrum.X, spectrum.halfway(components))
    error = as_number(student.reconstruction_error(model, spectrum.X))
    assert_allclose(error, 1 - spectrum.reached[components - 1], rtol=0.02)


def _lost(scaled, compressed):
    """The share of the variance that no mixture of the compressed columns gives back."""
    centred = compressed - compressed.mean(axis=0)
    mixture, *_ = np.linalg.lstsq(centred, scaled, rcond=None)
    return ((scaled - centred @ mixture) ** 2).mean()
