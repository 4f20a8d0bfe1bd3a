"""The classic Dockerfile, brought up to date."""

from __future__ import annotations

import posixpath

from grader.containers.root import program_of
from grader.containers.rules import (
    has_numeric_user,
    is_pinned,
    is_supported,
    python_of,
    reads_of_dependencies,
    secrets_in,
    starts_a_shell,
)
from grader.judging.api import advises, says

TOKEN = "rp_live_9f2c71e4"


@says(
    es="La imagen hace su trabajo: instala requirements.txt, y run_model.py arranca con model.json a su lado",
    en="The image does its job: it installs requirements.txt, and run_model.py starts with model.json beside it",
    weight=3,
)
@advises(
    es="Pasa dry_run a tu texto y mira las filas FILE, PIP, WORKDIR y RUNS: ¿está cada archivo donde se busca?",
    en="Put your text through dry_run and look at the rows FILE, PIP, WORKDIR and RUNS: is each file where it is looked for?",
)
def test_it_still_does_its_job(build):
    image = build.final
    assert any("requirements.txt" in one.sources for one in image.installed if not one.builds)
    program = program_of(image)
    assert image.files[program].source == "run_model.py"
    assert image.files[posixpath.join(posixpath.dirname(program), "model.json")].source == "model.json"


@says(
    es="El Python de la base recibe hoy correcciones de seguridad",
    en="The base's Python gets security fixes today",
)
@advises(
    es="Mira la figura de la sección 2: ¿qué barra sigue a la derecha de hoy? La etiqueta tiene que decir la versión.",
    en="Look at the figure of section 2: which bar is still to the right of today? The tag has to say the version.",
)
def test_the_python_is_supported(build, today):
    assert is_supported(python_of(build.final.base), today)


@says(
    es="Ninguna imagen de partida puede cambiar sin que te enteres: llevan la versión completa o un digest",
    en="No image that you start from can change without your noticing: they have the whole version or a digest",
)
@advises(
    es="3.13 es una etiqueta que se mueve con cada corrección. ¿Qué número le falta?",
    en="3.13 is a tag that moves with every fix. Which number does it lack?",
)
def test_the_base_is_pinned(build):
    assert build.references
    assert all(is_pinned(reference) for reference in build.references)


@says(
    es="Editar el programa o el modelo no obliga a instalar otra vez las dependencias",
    en="Editing the program or the model does not mean installing the dependencies again",
)
@advises(
    es="¿Qué archivos están ya copiados cuando se ejecuta pip? ¿Cuáles necesita?",
    en="Which files have been copied already when pip runs? Which of them does it need?",
)
def test_dependencies_have_a_layer_of_their_own(build):
    assert reads_of_dependencies(build) == {"requirements.txt"}


@says(
    es="Lo ejecuta un usuario que no es root, dado como número",
    en="A user who is not root runs it, given as a number",
)
@advises(
    es="Relee lo que hace USER. Un nombre podría ser root con otro nombre; un número se comprueba sin abrir la imagen.",
    en="Read again what USER does. A name might be root by another name; a number is checked without opening the image.",
)
def test_a_numeric_user_runs_it(build):
    assert has_numeric_user(build.final)


@says(
    es="ENTRYPOINT está en forma exec: el programa es el proceso 1, sin un shell delante",
    en="ENTRYPOINT is in exec form: the program is process 1, with no shell before it",
)
@advises(
    es="La forma exec es una lista de JSON: corchetes y comillas dobles. Con dry_run, la fila RUNS no empieza por /bin/sh.",
    en="The exec form is a JSON list: brackets and double quotes. With dry_run, the row RUNS does not begin with /bin/sh.",
)
def test_the_entrypoint_is_in_exec_form(build):
    image = build.final
    assert image.entrypoint
    assert image.entrypoint.exec_form
    assert not starts_a_shell(image)


@says(
    es="Ningún secreto queda en la imagen: ni en variables, ni en argumentos, ni en archivos",
    en="No secret stays in the image: not in variables, not in arguments, not in files",
)
@advises(
    es="Una variable de ENV y un archivo copiado quedan en su capa, aunque otra capa los borre después.",
    en="A variable of ENV and a copied file stay in their layer, even if another layer deletes them later.",
)
def test_no_secret_stays_in_the_image(build, text):
    assert build.final.command
    assert not secrets_in(text)
    assert TOKEN not in text
    copied = {file.source for image in build.images for file in image.files.values()}
    assert not copied & {".env", "deploy_key.pem"}


@says(
    es="hadolint no tiene nada que decir, tampoco si nadie lo hace callar",
    en="hadolint has nothing to say, not even when nobody silences it",
)
@advises(
    es="Pasa hadolint a tu texto y lee el código de cada queja, como DL3042.",
    en="Put your text through hadolint and read the code of each complaint, such as DL3042.",
)
def test_hadolint_has_nothing_to_say(build, text, complaints):
    assert build.final.command
    assert complaints(text) == []
