"""The instructor's commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.commands import one_line_errors
from grader.languages import LANGUAGES
from grader.teaching.words import Lang, in_own_words, known_language

Root = Annotated[Path, typer.Option(help="The course folder.")]


def register(app: typer.Typer) -> None:
    for command in (bundle, collect):
        app.command()(one_line_errors(in_own_words(command)))


def bundle(
    of: Annotated[str, typer.Argument(metavar="|".join(LANGUAGES), help="The language of its notebooks.")],
    output: Annotated[Path, typer.Option(help="The zip to write.")],
    lang: Lang = None,
    root: Root = Path(),
) -> None:
    """Un zip para estudiantes, sin soluciones ni comprobaciones ocultas · A zip for students.

    Without solutions and hidden checks. The same course gives the same bytes.
    """
    from grader.teaching import bundle as bundling

    count = bundling.bundle(root, known_language(of), output)
    told = {
        "es": f"{output}: {count} archivos, sin soluciones ni comprobaciones ocultas",
        "en": f"{output}: {count} files, without solutions and hidden checks",
    }
    typer.echo(told[known_language(lang)])


def collect(
    assignment: Annotated[str, typer.Argument(help="Such as 1-packaging.")],
    paths: Annotated[list[Path], typer.Argument(help="What you downloaded: zips, notebooks, folders.")],
    submitted: Annotated[Path | None, typer.Option(help="Where they go; the course's own folder if not given.")] = None,
    roster: Annotated[
        Path | None, typer.Option(help="Who the numbers are: Moodle's grading worksheet or Canvas's gradebook, as CSV.")
    ] = None,
    lang: Lang = None,
    root: Root = Path(),
) -> None:
    """Recoge entregas descargadas de Moodle, de Canvas o de zips · Take downloaded submissions in.

    Each goes to submitted/<student>/<assignment>/<lesson>.ipynb. Exit code 1
    if something that may be a submission was left out.
    """
    from grader.teaching import collect as collecting

    collected = collecting.collect(root, assignment, paths, submitted, roster)
    spoken = known_language(lang)
    for note in collected.notes:
        typer.echo(f"grader: {note.text[spoken]}", err=True)
    new, same = (sum(map(len, notebooks.values())) for notebooks in (collected.new, collected.same))
    students = len(collected.new.keys() | collected.same.keys())
    told = {
        "es": f"{assignment}: {students} estudiantes; notebooks nuevos: {new}, sin cambios: {same}",
        "en": f"{assignment}: {students} students; new notebooks: {new}, unchanged: {same}",
    }
    typer.echo(told[spoken])
    if collected.troubles:
        raise typer.Exit(1)
