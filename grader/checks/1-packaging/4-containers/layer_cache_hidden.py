"""Which layers are rebuilt: folders, patterns, other forms of COPY, several stages."""

from __future__ import annotations

import pytest

from grader.containers import File, follow
from grader.containers.rules import reads_of_layers
from grader.judging.api import as_list, says

BEGIN, END = ["FROM python:3.13.12-slim", "WORKDIR /app", "RUN echo first"], ["RUN echo last", "USER 10001"]


def names(rng):
    """A folder, and the names of two files, that nobody knows beforehand."""
    number = int(rng.integers(100, 999))
    return f"src{number}", f"a{number}.py", f"b{number}.json"


@pytest.mark.parametrize("source", ["{0}", "{0}/", "./{0}/", "{0}/deep", "{0}/deep/{1}", "/{0}/deep/."])
@says(
    es="Copiar una carpeta copia lo que hay dentro, a cualquier profundidad, y nada que solo se llame parecido",
    en="Copying a folder copies what is in it, however deep, and nothing that merely has a similar name",
)
def test_folders(student, rng, source):
    folder, one, two = names(rng)
    lines = [*BEGIN, f"COPY {source.format(folder, one)} ./code/", *END]
    inside = f"{folder}/deep/{one}"
    for changed in [[inside], [f"{folder}2/deep/{one}"], [f"other/{folder}/deep/{one}"], [f"{folder}-{one}", two]]:
        assert as_list(student.rebuilt_layers(lines, changed)) == _expected_layers(lines, changed, [inside])


@pytest.mark.parametrize("pattern", ["*.py", "*", "*/*.py", "a*", "?{1}", "{0}/*.py", "b[0-9]*.json", "./*.json"])
@says(
    es="Un asterisco no pasa de una barra: *.py son los programas de esa carpeta y de ninguna otra",
    en="A star does not go past a slash: *.py are the programs of that folder and of no other",
)
def test_patterns(student, rng, pattern):
    folder, one, two = names(rng)
    pattern = pattern.format(folder, one[1:])
    lines = [*BEGIN, f"COPY {pattern} ./", *END]
    for changed in [[one], [two], [f"{folder}/{one}"], [f"{folder}/deep/{one}"], [f"{folder}/{two}", "x.txt"]]:
        assert as_list(student.rebuilt_layers(lines, changed)) == _expected_layers(lines, changed, [one, two])


@pytest.mark.parametrize(
    "line",
    ["COPY --chown=10001 {1} {2} ./", 'COPY ["{1}", "{2}", "./"]', "ADD {1} ./{2}", 'COPY --link --chmod=644 ["{2}", "./"]'],
)
@says(
    es="ADD cuenta como COPY; las opciones con dos guiones no son archivos; la lista de JSON dice lo mismo",
    en="ADD counts as COPY does; options with two dashes are no files; the JSON list says the same",
)
def test_other_forms_of_copy(student, rng, line):
    folder, one, two = names(rng)
    lines = [*BEGIN, line.format(folder, one, two), *END]
    for changed in [[one], [two], ["10001", "./"], [two, one]]:
        assert as_list(student.rebuilt_layers(lines, changed)) == _expected_layers(lines, changed, [one, two])


@says(
    es="Cada FROM empieza de nuevo; COPY --from se rehace si se rehízo alguna capa de esa etapa",
    en="Each FROM starts anew; COPY --from is rebuilt if some layer of that stage was",
)
def test_stages(student, rng):
    _, one, two = names(rng)
    lines = [
        "FROM python:3.13.12-slim AS build",
        f"COPY {one} /src/",
        "RUN python -m compileall /src",
        "FROM python:3.13.12-slim AS train",
        f"COPY {two} /data/",
        "FROM python:3.13.12-slim",
        "RUN echo first",
        "COPY --from=build /src /src",
        "RUN echo second",
        f"COPY --from=train /data/{two} ./",
    ]
    for changed in [[one], [two], [one, two], ["src", f"data/{two}"]]:
        assert as_list(student.rebuilt_layers(lines, changed)) == _expected_layers(lines, changed, [one, two])


def _expected_layers(instructions, changed, others=()):
    """The positions of the layers that were made of a changed file; ``others`` are files that stay as they are."""
    build = follow("\n".join(instructions), {name: File() for name in [*changed, *others]})
    layers = [position for position, line in enumerate(instructions) if line.split()[0] in ("COPY", "ADD", "RUN")]
    reads = [files for stage in reads_of_layers(build) for files in stage]
    return [position for position, files in zip(layers, reads, strict=True) if files & set(changed)]
