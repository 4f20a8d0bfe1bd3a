"""A model that travels with its record, and is checked before it is opened."""

from __future__ import annotations

import hashlib
import json
import platform
from datetime import UTC, datetime, timedelta

import sklearn
from numpy.testing import assert_allclose

from grader.judging.api import advises, raises, says, ship


@says(
    es="Otro proceso abre el paquete con unpack y el modelo predice lo mismo",
    en="Another process opens the package with unpack and the model predicts the same",
    weight=2,
)
@advises(
    es="unpack devuelve el modelo, con todo lo que necesita dentro de la carpeta.",
    en="unpack gives back the model, and all that it needs is in the folder.",
)
def test_another_process_opens_the_package(student, fresh, folder, package):
    package.pack(student, folder / "package")
    restored = ship(student, "unpack", to=fresh)(folder / "package")
    assert_allclose(restored.predict_proba(package.X), package.expected, rtol=1e-12)


@says(
    es="metadata.json dice las versiones, la fecha con zona horaria y la huella de los bytes de model.pkl",
    en="metadata.json tells the versions, the date with a time zone and the digest of the bytes of model.pkl",
)
@advises(
    es="La huella es la del archivo, byte por byte, en hexadecimal. Una hora sin zona no dice qué momento fue.",
    en="The digest is that of the file, byte by byte, in hexadecimal. A time without its zone names no moment.",
)
def test_the_record_describes_the_file(student, disk, folder, package):
    package.pack(student, folder)
    metadata = json.loads(disk.read(folder / "metadata.json"))
    assert [metadata["python"], metadata["sklearn"]] == [platform.python_version(), sklearn.__version__]
    assert metadata["sha256"] == hashlib.sha256(disk.read(folder / "model.pkl")).hexdigest()
    assert abs(datetime.now(UTC) - datetime.fromisoformat(metadata["created"])) < timedelta(minutes=10)


@says(
    es="metadata.json describe las columnas de entrada: nombre y dtype, en su orden",
    en="metadata.json describes the input columns: name and dtype, in their order",
)
@advises(
    es="Una lista con un diccionario por columna de X_sample; el dtype, como texto.",
    en="A list with one dictionary per column of X_sample; the dtype, as text.",
)
def test_the_record_describes_the_input(student, disk, folder, package):
    package.pack(student, folder)
    columns = [{"name": name, "dtype": str(dtype)} for name, dtype in package.X_sample.dtypes.items()]
    assert json.loads(disk.read(folder / "metadata.json"))["input"] == columns


@says(
    es="unpack lanza TamperedModel si cambia un solo byte de model.pkl",
    en="unpack raises TamperedModel if a single byte of model.pkl changes",
)
@advises(
    es="Calcula la huella de lo que hay en el archivo y compárala con la de metadata.json.",
    en="Compute the digest of what is in the file and compare it with the one in metadata.json.",
)
def test_a_tampered_byte_is_refused(student, disk, folder, package, rng):
    package.write(disk, folder)
    data = bytearray(disk.read(folder / "model.pkl"))
    data[int(rng.integers(len(data)))] ^= 1 << int(rng.integers(8))
    disk.write(folder / "model.pkl", bytes(data))
    with raises("TamperedModel"):
        student.unpack(folder)
