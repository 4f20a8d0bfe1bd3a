"""``grader report``: what came of an assignment, as one HTML page."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from grader.commands import Lang, known_language, one_line_errors
from grader.errors import CourseError
from grader.languages import Text, said
from grader.reporting import GENERATOR

_FOLDER: Text = {
    "es": "{path}: es una carpeta; nombra un archivo, como {path}/report.html",
    "en": "{path}: is a folder; name a file, such as {path}/report.html",
}
_TAKEN: Text = {
    "es": "{path}: ya existe y no es un informe; dale otro nombre al informe",
    "en": "{path}: exists already, and is no report; give the report another name",
}
_NOT_WRITTEN: Text = {
    "es": "{path}: no se puede escribir ({why}); di con --output dónde va el informe",
    "en": "{path}: cannot be written ({why}); say with --output where the report goes",
}
_WROTE: Text = {"es": "Informe: {path}", "en": "Report: {path}"}


def register(app: typer.Typer) -> None:
    app.command()(report)


@one_line_errors
def report(
    assignment: Annotated[str, typer.Argument(help="Such as 1-packaging.")],
    lang: Lang = None,
    output: Annotated[
        Path | None, typer.Option(help="The page; reports/<assignment>-<lang>.html beside feedback/ if not given.")
    ] = None,
    submitted: Annotated[
        Path | None,
        typer.Option(help="The submissions, to tell who is not graded; the course's own if not given."),
    ] = None,
    graded: Annotated[
        Path | None, typer.Option(help="The folder that was «grader grade --output»; the course's own if not given.")
    ] = None,
    root: Annotated[Path, typer.Option(help="The course folder.")] = Path(),
) -> None:
    """Escribe una página sobre una tarea ya calificada: puntos, ejercicios, idiomas, parecidos.

    Write a page about an assignment that is graded: scores, exercises, languages, similar answers.
    """
    lang = known_language(lang)
    root = root.resolve()

    from grader.reporting.graded import read_graded
    from grader.reporting.page import page

    found = read_graded(root, assignment, lang, submitted, graded)
    place = output or found.results / "reports" / f"{assignment}-{lang}.html"
    try:
        _require_ours(place, lang)
        _write(place, page(found, lang, datetime.now(UTC)))
    except OSError as error:
        raise CourseError(said(_NOT_WRITTEN, lang).format(path=place, why=error.strerror)) from None
    typer.echo(said(_WROTE, lang).format(path=place))


def _require_ours(place: Path, lang: str) -> None:
    """A report may take the place of an earlier one, and of nothing else."""
    if place.is_dir():
        raise CourseError(said(_FOLDER, lang).format(path=place))
    if place.exists() and GENERATOR not in place.read_text(encoding="utf-8", errors="replace"):
        raise CourseError(said(_TAKEN, lang).format(path=place))


def _write(place: Path, html: str) -> None:
    """All of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.new")
    beside.write_text(html, encoding="utf-8")
    os.replace(beside, place)
