"""From an experiment to a folder that Docker builds, and from there to predictions."""

from __future__ import annotations

from datetime import date

from numpy.testing import assert_allclose

from grader.containers.rules import (
    are_pinned,
    has_numeric_user,
    is_pinned,
    is_supported,
    python_of,
    reads_of_dependencies,
    secrets_in,
    starts_a_shell,
)
from grader.judging.api import advises, says


@says(
    es="Lo que sería el contenedor predice lo mismo que el modelo, sin nada de fuera de la imagen",
    en="What would be the container predicts the same as the model, with nothing from outside the image",
    weight=3,
)
@advises(
    es="Prueba dry_run(Path(folder, 'Dockerfile').read_text(), folder): ¿está todo lo que el programa abre e importa?",
    en="Try dry_run(Path(folder, 'Dockerfile').read_text(), folder): is everything there that the program opens and imports?",
)
def test_the_container_predicts(container):
    assert_allclose(container.predicted, container.expected, rtol=1e-4)


@says(
    es="requirements.txt fija una sola versión de cada paquete, y basta con ellos para que el contenedor funcione",
    en="requirements.txt pins a single version of each package, and they are enough for the container to work",
)
@advises(
    es="nombre==versión, con las versiones con las que entrenaste. Un intervalo no fija nada.",
    en="name==version, with the versions that you trained with. A range pins nothing.",
)
def test_the_requirements_are_pinned(container):
    assert container.predicted
    assert are_pinned([line for one in container.build.final.installed for line in one.requirements])


@says(
    es="A Docker solo se le envía lo que la imagen necesita, haya lo que haya en la carpeta",
    en="Docker is sent only what the image needs, whatever else is in the folder",
)
@advises(
    es="Prohibir lo que conoces no basta: no sabes qué más habrá. ¿Y si .dockerignore lo excluye todo y después permite?",
    en="Forbidding what you know is not enough: you do not know what else there is. What if .dockerignore excludes everything and then allows?",
)
def test_nothing_else_is_sent(container):
    copied = {file.source for image in container.build.images for file in image.files.values()}
    assert copied & set(container.context)
    assert not set(container.decoys) & set(container.context)


@says(
    es="El Dockerfile cumple las reglas del primer ejercicio, y hadolint no tiene nada que decir",
    en="The Dockerfile keeps the rules of the first exercise, and hadolint has nothing to say",
    weight=2,
)
@advises(
    es="Repasa: Python con soporte, base fijada, dependencias en su capa, usuario numérico, forma exec, hadolint.",
    en="Go through them: supported Python, pinned base, dependencies in their layer, numeric user, exec form, hadolint.",
)
def test_the_dockerfile_keeps_the_rules(container, complaints):
    build = container.build
    assert is_supported(python_of(build.final.base), date.today())
    assert all(is_pinned(reference) for reference in build.references)
    assert reads_of_dependencies(build) <= frozenset().union(*(one.sources for one in build.final.installed))
    assert has_numeric_user(build.final)
    assert build.final.entrypoint
    assert build.final.entrypoint.exec_form
    assert not starts_a_shell(build.final)
    assert not secrets_in(container.dockerfile)
    assert complaints(container.dockerfile) == []
