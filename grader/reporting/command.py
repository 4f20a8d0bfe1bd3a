"""``grader report``: what came of an assignment, as one HTML page."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from grader.commands import one_line_errors
from grader.errors import CourseError
from grader.languages import LANGUAGES, Text

_FOLDER: Text = {
    "es": "{path}: es una carpeta; nombra un archivo, como {path}/report.html",
    "en": "{path}: is a folder; name a file, such as {path}/report.html",
}
_TAKEN: Text = {
    "es": "{path}: ya existe y no es un informe; dale otro nombre al informe",
    "en": "{path}: exists already, and is no report; give the report another name",
}
_WROTE: Text = {"es": "Informe: {path}", "en": "Report: {path}"}


def register(app: typer.Typer) -> None:
    app.command()(report)


@one_line_errors
def report(
    assignment: Annotated[str, typer.Argument(help="Such as 1-packaging.")],
    lang: Annotated[str | None, typer.Option(help="es or en; by the locale if not given.")] = None,
    output: Annotated[Path | None, typer.Option(help="The page; reports/<assignment>-<lang>.html if not given.")] = None,
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
    from grader.doctor.findings import language

    lang = lang or language()
    if lang not in LANGUAGES:
        raise CourseError(f"there is no course in «{lang}»; choose one of {', '.join(LANGUAGES)}")
    root = root.resolve()
    page_file = output or (graded or root) / "reports" / f"{assignment}-{lang}.html"
    _require_ours(page_file, lang)

    from grader.reporting.graded import read_graded
    from grader.reporting.page import page

    html = page(read_graded(root, assignment, lang, submitted, graded), lang, datetime.now(UTC))
    page_file.parent.mkdir(parents=True, exist_ok=True)
    beside = page_file.with_name(f".{page_file.name}.new")
    beside.write_text(html, encoding="utf-8")
    os.replace(beside, page_file)
    typer.echo(_WROTE[lang].format(path=page_file))


def _require_ours(page_file: Path, lang: str) -> None:
    """A report may take the place of an earlier one, and of nothing else."""
    if page_file.is_dir():
        raise CourseError(_FOLDER[lang].format(path=page_file))
    if page_file.exists() and '<meta name="generator" content="grader report">' not in page_file.read_text(
        encoding="utf-8", errors="replace"
    ):
        raise CourseError(_TAKEN[lang].format(path=page_file))
