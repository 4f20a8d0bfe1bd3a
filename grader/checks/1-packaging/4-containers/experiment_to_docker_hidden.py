"""The folder again: another model in the same place, a folder that is not there yet, what lay in it, what its user may do."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.containers.rules import unreadable, usable
from grader.judging.api import says


@says(
    es="Otro modelo, de otra clase, en la misma carpeta sustituye al anterior; la ruta puede ser un texto (str)",
    en="Another model, of another class, in the same folder takes the place of the one before; the path may be a text (str)",
    weight=2,
)
def test_another_model_takes_the_place(deploy, linear, forest, folder):
    container = deploy(linear, forest, folder=str(folder / "experiment"))
    assert_allclose(container.predicted, container.expected, rtol=1e-4)


@says(
    es="make_context crea la carpeta si no existe",
    en="make_context makes the folder if it does not exist",
)
def test_a_new_folder_is_made(student, folder, linear, context_of):
    student.make_context(linear, folder / "new" / "late-orders")
    assert context_of(folder / "new" / "late-orders")


@says(
    es="Lo que había en la carpeta sigue ahí, sin cambios",
    en="What was in the folder is still there, unchanged",
)
def test_what_was_there_stays(container):
    assert container.build.final.command
    assert container.left


@says(
    es="pip instala mientras aún puede escribir, y el usuario de la imagen puede leer todo lo que se copia",
    en="pip installs while it may still write, and the image's user may read everything that is copied",
)
def test_pip_may_write_and_the_user_may_read(container):
    image = container.build.final
    assert image.files
    assert not unreadable(image)
    assert len(usable(image)) == len([one for one in image.installed if not one.builds])
