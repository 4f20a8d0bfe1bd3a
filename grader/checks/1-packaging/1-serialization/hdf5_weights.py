"""The weights as numbers in HDF5, and a prediction made with NumPy and h5py alone."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_array, says, ship


@says(
    es="Un proceso en el que no se puede importar scikit-learn predice los mismos minutos",
    en="A process in which scikit-learn cannot be imported predicts the same minutes",
    weight=2,
)
@advises(
    es="Con NumPy y h5py basta: restar, dividir, multiplicar, sumar. Si guardaste un pickle, todavía necesitas scikit-learn.",
    en="NumPy and h5py are enough: subtract, divide, multiply, add. If you stored a pickle, you still need scikit-learn.",
)
def test_predicts_where_there_is_no_scikit_learn(student, fresh_without, folder, time_orders):
    student.export_weights(time_orders.model, folder / "time.h5")
    predict = ship(student, "predict_from_hdf5", to=fresh_without("sklearn"))
    assert_allclose(as_array(predict(folder / "time.h5", time_orders.X)), time_orders.expected, rtol=1e-9)


@says(
    es="Cualquier programa puede leer los números del archivo y llegar a las mismas predicciones",
    en="Any program can read the numbers in the file and arrive at the same predictions",
)
@advises(
    es="Tres datasets con un valor por columna (mean, scale, coef), y en el archivo el attribute intercept.",
    en="Three datasets with one value per column (mean, scale, coef), and on the file the attribute intercept.",
)
def test_any_program_can_read_the_numbers(student, numbers_in, folder, time_orders):
    student.export_weights(time_orders.model, folder / "time.h5")
    mean, scale, coef, intercept = numbers_in(folder / "time.h5")
    columns = time_orders.X.shape[1]
    assert {np.shape(mean), np.shape(scale), np.shape(coef)} == {(columns,)}
    assert_allclose((time_orders.X - mean) / scale @ coef + intercept, time_orders.expected, rtol=1e-9)
