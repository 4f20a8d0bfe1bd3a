"""The instructor's commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.commands import Lang, in_own_words, known_language, one_line_errors
from grader.errors import CourseError
from grader.languages import LANGUAGES, said
from grader.unseen import on_one_line

if TYPE_CHECKING:  # heavy, and only for names
    from grader.grading.autograde import Tell
    from grader.grading.course import Wishes
    from grader.grading.regrade import Comparison

Root = Annotated[Path, typer.Option(help="The course folder.")]


def register(app: typer.Typer) -> None:
    for command in (bundle, collect):
        app.command()(one_line_errors(in_own_words(command)))


def compare(
    root: Path,
    assignment: str,
    submitted: Path | None,
    output: Path | None,
    wishes: Wishes,
    tell: Tell,
    lang: str | None,
) -> Comparison:
    """What grading again would change. Raises CourseError for wishes that go together with no comparison."""
    from grader.grading import regrade

    if not wishes.force or wishes.only_failed:
        told = {
            "es": "--diff va con --force, y sin --only-failed: compara todo lo que se calificaría de nuevo",
            "en": "--diff goes with --force, and without --only-failed: it compares all that would be graded again",
        }
        raise CourseError(said(told, known_language(lang)))
    return regrade.compare(root, assignment, submitted, output, wishes, tell)


def show_changes(assignment: str, compared: Comparison, lang: str | None) -> None:
    """A table of the points that would change, and what to do to have it so."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    words = said(_CHANGES, known_language(lang))
    table = Table(title=assignment)
    for name in words.columns:
        table.add_column(name, justify="left" if name in words.columns[:2] else "right")
    for change in compared.changes:
        manual = "" if change.manual is None else words.manual.format(points=f"{change.manual:g}")
        difference = "" if change.before is None or manual else f"{change.after - change.before:+g}"
        before = "—" if change.before is None else f"{change.before:g}"
        table.add_row(Text(on_one_line(change.student)), change.exercise, before, f"{change.after:g}", manual or difference)
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    if compared.changes:
        console.print(table)
    students = len({change.student for change in compared.changes if change.manual is None})
    console.print(words.summary.format(changed=students, students=compared.students), soft_wrap=True, markup=False)
    if compared.troubles:
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Words:
    """What the table of changes says."""

    columns: tuple[str, ...]
    manual: str
    summary: str


_CHANGES = {
    "es": _Words(
        ("Estudiante", "Ejercicio", "Antes", "Ahora", "Cambio"),
        "a mano {points}, se queda",
        "Cambiarían los puntos de {changed} de {students} estudiantes. No se ha escrito nada; para hacerlo, sin --diff.",
    ),
    "en": _Words(
        ("Student", "Exercise", "Before", "Now", "Change"),
        "by hand {points}, stays",
        "The points of {changed} of {students} students would change. Nothing was written; to do it, leave out --diff.",
    ),
}


def bundle(
    of: Annotated[str, typer.Argument(metavar="|".join(LANGUAGES), help="The language of its notebooks.")],
    output: Annotated[Path, typer.Option(help="The zip to write.")],
    lang: Lang = None,
    root: Root = Path(),
) -> None:
    """Un zip del curso para estudiantes · A zip of the course for students.

    Lleva los notebooks de un idioma, el entorno y las comprobaciones públicas; ninguna solución ni
    comprobación oculta. El mismo curso da los mismos bytes.

    It holds the notebooks of a language, the environment and the public checks; no solution and
    no hidden check. The same course gives the same bytes.
    """
    from grader.teaching import bundle as bundling

    count = bundling.bundle(root, known_language(of), output)
    told = {
        "es": f"{output}: {count} archivos, sin soluciones ni comprobaciones ocultas",
        "en": f"{output}: {count} files, without solutions and hidden checks",
    }
    typer.echo(said(told, known_language(lang)))


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
    """Recoge entregas descargadas de Moodle o Canvas · Take in submissions from Moodle or Canvas.

    Cada una va a submitted/<estudiante>/<tarea>/<lección>.ipynb; de dos del mismo estudiante, la más nueva.
    Lo que se reemplaza queda en downloaded/. Sale con 1 si dejó fuera algo que puede ser una entrega.

    Each goes to submitted/<student>/<assignment>/<lesson>.ipynb; of two by one student, the newest.
    What is replaced is kept in downloaded/. Exit code 1 if something that may be a submission was left out.
    """
    from grader.teaching import collect as collecting

    collected = collecting.collect(root, assignment, paths, submitted, roster)
    spoken = known_language(lang)
    for note in collected.notes:
        typer.echo(f"grader: {said(note.text, spoken)}", err=True)
    new, same = (sum(map(len, notebooks.values())) for notebooks in (collected.new, collected.same))
    students = len(collected.new.keys() | collected.same.keys())
    told = {
        "es": f"{assignment}: estudiantes {students}, notebooks nuevos {new}, sin cambios {same}",
        "en": f"{assignment}: students {students}, new notebooks {new}, unchanged {same}",
    }
    typer.echo(said(told, spoken))
    if collected.troubles:
        raise typer.Exit(1)
