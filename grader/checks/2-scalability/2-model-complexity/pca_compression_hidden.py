"""Rows that the model has not seen, the way back to the units of the start, and a column that says nothing."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, as_number, says


@says(
    es="Con filas que no vio, reconstruction_error usa la escala y las componentes que el modelo ya aprendió",
    en="On rows that it has not seen, reconstruction_error uses the scale and the components that the model has learnt",
)
def test_new_rows_do_not_teach_the_model(student, draw_spectrum, rng):
    spectrum, components = draw_spectrum(), int(rng.integers(2, 5))
    model = student.fit_pca(spectrum.X, spectrum.halfway(components))
    for rows in [60, 1]:
        X = spectrum.mean + spectrum.deviation * rng.normal(0.5, 2, (rows, len(spectrum.mean)))
        error = as_number(student.reconstruction_error(model, X))
        assert_allclose(error, spectrum.error(X, components), rtol=0.02)


@says(
    es="inverse_transform vuelve a las unidades de la X original",
    en="inverse_transform goes back to the units of the original X",
)
def test_the_way_back_ends_in_the_original_units(student, draw_spectrum):
    spectrum = draw_spectrum()
    components = len(spectrum.reached) - 2
    model = student.fit_pca(spectrum.X, spectrum.halfway(components))
    back = as_array(model.inverse_transform(as_array(model.transform(spectrum.X))))
    assert_allclose(spectrum.scaled(back), spectrum.back(spectrum.X, components), atol=0.02)


@says(
    es="Una columna constante no rompe nada: cuenta como una columna sin error",
    en="A constant column breaks nothing: it counts as a column without error",
)
def test_a_constant_column_is_harmless(student, draw_spectrum, rng):
    spectrum, components = draw_spectrum(constant=1), int(rng.integers(2, 4))
    model = student.fit_pca(spectrum.X, spectrum.halfway(components))
    assert as_array(model.transform(spectrum.X)).shape[1] == components
    error = as_number(student.reconstruction_error(model, spectrum.X))
    assert np.isfinite(error)
    assert_allclose(error, spectrum.error(spectrum.X, components), rtol=0.02)
