"""A model as bytes in HDF5: loaded elsewhere, to the last bit, in place of what was there."""

from __future__ import annotations

from numpy.testing import assert_allclose, assert_array_equal

from grader.judging.api import attribute, run_in, says, ship


@says(
    es="load_hdf5 funciona en un proceso nuevo y lee lo que hay ahora en el archivo, no lo que recuerda",
    en="load_hdf5 works in a new process and reads what is in the file now, not what it remembers",
)
def test_load_hdf5_reads_the_file_elsewhere(student, fresh, disk, folder, late_orders, other_orders):
    student.save_hdf5(other_orders.model, folder / "moved.h5")
    student.save_hdf5(late_orders.model, folder / "late.h5")
    disk.write(folder / "moved.h5", disk.read(folder / "late.h5"))
    restored = ship(student, "load_hdf5", to=fresh)(str(folder / "moved.h5"))
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="El modelo que vuelve tiene los mismos coeficientes, hasta el último bit",
    en="The model that comes back has the same coefficients, to the last bit",
)
def test_the_round_trip_is_exact(student, folder, late_orders):
    student.save_hdf5(late_orders.model, folder / "late.h5")
    restored = student.load_hdf5(folder / "late.h5")
    scaler, linear = run_in(restored, _steps, restored)
    assert_array_equal(attribute(scaler, "mean_"), late_orders.model[0].mean_)
    assert_array_equal(attribute(linear, "coef_"), late_orders.model[-1].coef_)
    assert attribute(linear, "coef_").dtype == late_orders.model[-1].coef_.dtype


@says(
    es="Guardar donde ya había un archivo lo reemplaza, también si la ruta es un texto (str)",
    en="Saving where there was a file already replaces it, also when the path is a text (str)",
)
def test_an_existing_file_is_replaced(student, folder, late_orders, other_orders):
    path = str(folder / "late.h5")
    student.save_hdf5(other_orders.model, path)
    student.save_hdf5(late_orders.model, path)
    restored = student.load_hdf5(path)
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


def _steps(pipeline):
    return [pipeline[0], pipeline[-1]]
