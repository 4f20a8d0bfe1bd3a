"""A model as bytes in an HDF5 file that anybody can open."""

from __future__ import annotations

import platform
from datetime import UTC, datetime, timedelta

import sklearn
from numpy.testing import assert_allclose

from grader.judging.api import advises, run_in, says


@says(
    es="Otro proceso lee el dataset model con h5py, y joblib recupera de sus bytes un modelo que predice lo mismo",
    en="Another process reads the dataset model with h5py, and joblib gets from its bytes a model that predicts the same",
    weight=2,
)
@advises(
    es="Comprueba el nombre del dataset, y que dentro estén los bytes que escribe joblib.dump en su destino.",
    en="Check the name of the dataset, and that it holds the bytes that joblib.dump writes to its target.",
)
def test_another_process_gets_the_model_out(student, fresh, reader, disk, folder, late_orders):
    student.save_hdf5(late_orders.model, folder / "late.h5")
    disk.write(folder / "late.joblib", run_in(reader, _bytes_in, str(folder / "late.h5")))
    restored = run_in(fresh, _open_with_joblib, str(folder / "late.joblib"))
    assert_allclose(restored.predict_proba(late_orders.X), late_orders.expected, rtol=1e-12)


@says(
    es="Los bytes están guardados como np.uint8 o np.void, no como texto",
    en="The bytes are stored as np.uint8 or np.void, not as text",
)
@advises(
    es="Mira otra vez los tres cajones: un texto de longitud fija pierde los bytes nulos del final.",
    en="Look at the three drawers again: a text of fixed length loses the NUL bytes at its end.",
)
def test_the_bytes_are_not_text(student, reader, folder, late_orders):
    student.save_hdf5(late_orders.model, folder / "late.h5")
    assert run_in(reader, _type_of_dataset, str(folder / "late.h5")) in ["uint8", "opaque"]


@says(
    es="El dataset dice con qué versiones de Python y scikit-learn se guardó, y cuándo, con zona horaria",
    en="The dataset says with which versions of Python and scikit-learn it was saved, and when, with a time zone",
)
@advises(
    es="Los tres attributes son del dataset, no del archivo. Una hora sin zona no dice qué momento fue.",
    en="The three attributes belong to the dataset, not to the file. A time without a zone does not say which moment it was.",
)
def test_the_dataset_says_where_it_comes_from(student, reader, folder, late_orders):
    student.save_hdf5(late_orders.model, folder / "late.h5")
    labels = run_in(reader, _attributes, str(folder / "late.h5"))
    assert labels["python"] == platform.python_version()
    assert labels["sklearn"] == sklearn.__version__
    assert abs(datetime.now(UTC) - datetime.fromisoformat(labels["created"])) < timedelta(minutes=10)


def _bytes_in(path):
    import h5py
    import numpy

    with h5py.File(path, "r") as file:
        return numpy.asarray(file["model"]).tobytes()


def _open_with_joblib(path):
    import joblib

    return joblib.load(path)


def _type_of_dataset(path):
    import h5py

    with h5py.File(path, "r") as file:
        dtype = file["model"].dtype
        return "opaque" if dtype.kind == "V" and dtype.names is None else str(dtype)


def _attributes(path):
    import h5py

    with h5py.File(path, "r") as file:
        labels = dict(file["model"].attrs)
    return {name: value.decode() if isinstance(value, bytes) else str(value) for name, value in labels.items()}
