"""The weights in HDF5: scalers that do less than they could, a column that never changes, a file from elsewhere."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.judging.api import as_array, run_in, says


@says(
    es="predict_from_hdf5 usa los números del archivo, aunque lo haya escrito otro, y da un número por fila",
    en="predict_from_hdf5 uses the numbers in the file, even if someone else wrote it, and gives one number per row",
)
def test_the_prediction_comes_from_the_file(student, reader, folder, rng):
    columns = int(rng.integers(2, 8))
    mean, scale, coef = rng.normal(size=columns), rng.uniform(0.5, 3.0, size=columns), rng.normal(size=columns)
    intercept = float(rng.normal())
    run_in(reader, _write_numbers, str(folder / "other.h5"), mean, scale, coef, intercept)
    X = rng.normal(size=(int(rng.integers(4, 9)), columns))
    minutes = np.asarray(as_array(student.predict_from_hdf5(str(folder / "other.h5"), X)))
    assert minutes.shape == (len(X),)
    assert_allclose(minutes, (X - mean) / scale @ coef + intercept, rtol=1e-9, atol=1e-12)


@says(
    es="Un escalador con with_mean=False no resta nada, aunque recuerde la media",
    en="A scaler with with_mean=False takes nothing away, even though it remembers the mean",
)
def test_a_scaler_that_does_not_centre(student, numbers_in, folder, time_orders):
    _compare(student, numbers_in, folder, time_orders.X, time_orders.expected, StandardScaler(with_mean=False))


@says(
    es="Un escalador con with_std=False no divide, y no tiene escala que guardar",
    en="A scaler with with_std=False does not divide, and has no scale to store",
)
def test_a_scaler_that_does_not_scale(student, numbers_in, folder, time_orders):
    _compare(student, numbers_in, folder, time_orders.X, time_orders.expected, StandardScaler(with_std=False))


@says(
    es="Una columna que nunca cambia no acaba en una división por cero",
    en="A column that never changes does not end in a division by zero",
)
def test_a_column_that_never_changes(student, numbers_in, folder, time_orders, rng):
    X = time_orders.X.copy()
    X[:, int(rng.integers(X.shape[1]))] = 7.0
    _compare(student, numbers_in, folder, X, time_orders.expected, StandardScaler())


def _compare(student, numbers_in, folder, X, y, scaler):
    """Train on X and y, let the student export, and predict from the file's numbers."""
    model = make_pipeline(scaler, LinearRegression()).fit(X, y)
    student.export_weights(model, folder / "time.h5")
    mean, scale, coef, intercept = numbers_in(folder / "time.h5")
    assert_allclose((X - np.ravel(mean)) / np.ravel(scale) @ np.ravel(coef) + intercept, model.predict(X), rtol=1e-9)


def _write_numbers(path, mean, scale, coef, intercept):
    import h5py

    with h5py.File(path, "w") as file:
        file["mean"], file["scale"], file["coef"] = mean, scale, coef
        file.attrs["intercept"] = intercept
