"""Which layers are rebuilt after an edit, for two orders of the same instructions."""

from __future__ import annotations

from grader.judging.api import advises, as_list, says

FROM, WORKDIR = "FROM python:3.13.12-slim", "WORKDIR /app"
PIP, START = "RUN pip install --no-cache-dir -r requirements.txt", 'ENTRYPOINT ["python", "run_model.py"]'


def program(rng):
    return f"serve_{rng.integers(1000, 9999)}.py"


@says(
    es="Con COPY . . delante, editar el programa rehace también la instalación",
    en="With COPY . . first, editing the program rebuilds the installation too",
)
@advises(
    es="El punto es la carpeta entera. Desde la primera capa que cambia, se rehacen todas las que van detrás.",
    en="The dot is the whole folder. From the first layer that changes, all those after it are rebuilt.",
)
def test_code_first_rebuilds_everything(student, rng):
    lines = [FROM, WORKDIR, "COPY . .", PIP, START]
    assert as_list(student.rebuilt_layers(lines, [program(rng)])) == [2, 3]


@says(
    es="Con las dependencias delante, editar el programa solo rehace lo que va desde su copia",
    en="With the dependencies first, editing the program rebuilds only what comes from its copy on",
)
@advises(
    es="¿Qué copia nombra el archivo editado? Las capas de antes se quedan; WORKDIR y ENTRYPOINT no son capas.",
    en="Which copy names the edited file? The layers before it stay; WORKDIR and ENTRYPOINT are no layers.",
)
def test_dependencies_first_are_kept(student, rng):
    name = program(rng)
    lines = [FROM, WORKDIR, "COPY requirements.txt ./", PIP, "USER 10001", f"COPY {name} model.json ./", "RUN ls", START]
    assert as_list(student.rebuilt_layers(lines, [name])) == [5, 6]
    assert as_list(student.rebuilt_layers(lines, ["model.json"])) == [5, 6]
    assert as_list(student.rebuilt_layers(lines, ["model.json", "requirements.txt"])) == [2, 3, 5, 6]


@says(
    es="Si ninguna copia nombra lo editado, o nada se editó, no se rehace ninguna capa",
    en="If no copy names what was edited, or nothing was, no layer is rebuilt",
)
@advises(
    es="Mira los archivos que nombra cada COPY, sin contar el último: ese es el destino.",
    en="Look at the files that each COPY names, leaving out the last one: that is the target.",
)
def test_what_nobody_copies_rebuilds_nothing(student, rng):
    name = program(rng)
    lines = [FROM, "COPY requirements.txt ./", PIP, f"COPY {name} main.py", START]
    edited = student.rebuilt_layers(lines, [name])
    assert as_list(edited) == [3]
    assert as_list(student.rebuilt_layers(lines, ["README.md", "main.py"])) == []
    assert as_list(student.rebuilt_layers(lines, [])) == []
