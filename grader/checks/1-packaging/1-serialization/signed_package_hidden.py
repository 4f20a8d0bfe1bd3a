"""A package that is refused: each time with its own error, and before anything in it can run."""

from __future__ import annotations

import hashlib
import pickle

import sklearn
from numpy.testing import assert_allclose

from grader.judging.api import raises, says


@says(
    es="unpack compara la huella antes de abrir el pickle: un archivo cambiado por otro con trampa no llega a ejecutarse",
    en="unpack compares the digest before opening the pickle: a booby-trapped file put in its place never gets to run",
)
def test_tampering_is_found_before_opening(student, disk, folder, package, booby_trap):
    right = hashlib.sha256(pickle.dumps(package.model)).hexdigest()
    package.write(disk, folder, booby_trap.data, sha256=right)
    with raises("TamperedModel"):
        student.unpack(folder)
    assert not disk.exists(booby_trap.canary)


@says(
    es="unpack lanza WrongVersion ante cualquier otra versión de scikit-learn, antes de abrir el pickle",
    en="unpack raises WrongVersion at any other version of scikit-learn, before opening the pickle",
)
def test_another_version_is_refused_before_opening(student, disk, folder, package, booby_trap):
    for version in ["0.24.2", f"{sklearn.__version__}.1"]:
        package.write(disk, folder, booby_trap.data, sklearn=version)
        with raises("WrongVersion"):
            student.unpack(folder)
    assert not disk.exists(booby_trap.canary)


@says(
    es="unpack lanza MissingField si falta cualquiera de los cinco campos, antes de abrir el pickle",
    en="unpack raises MissingField if any of the five fields is missing, before opening the pickle",
)
def test_a_missing_field_is_refused_before_opening(student, disk, folder, package, booby_trap):
    for field in ["python", "sklearn", "sha256", "input", "created"]:
        package.write(disk, folder, booby_trap.data, **{field: None})
        with raises("MissingField"):
            student.unpack(folder)
    assert not disk.exists(booby_trap.canary)


@says(
    es="Si fallan varias cosas, el error es el primero del orden: falta un campo, huella, versión",
    en="If several things are wrong, the error is the first in the order: a field is missing, digest, version",
)
def test_the_checks_are_made_in_order(student, disk, folder, package, rng):
    other = rng.bytes(32).hex()
    package.write(disk, folder, sha256=other, sklearn="0.24.2")
    with raises("TamperedModel"):
        student.unpack(folder)
    package.write(disk, folder, sha256=other, sklearn="0.24.2", created=None)
    with raises("MissingField"):
        student.unpack(folder)


@says(
    es="pack crea la carpeta si no existe, y si ya tiene un paquete lo reemplaza; la carpeta puede ser un texto (str)",
    en="pack makes the folder if it does not exist, and replaces a package that is there; the folder may be a text (str)",
)
def test_packing_again_replaces_the_package(student, folder, package, other_package):
    path = str(folder / "models" / "late")
    other_package.pack(student, path)
    package.pack(student, path)
    assert_allclose(student.unpack(path).predict_proba(package.X), package.expected, rtol=1e-12)
