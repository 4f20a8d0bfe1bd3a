"""The commands of somebody who studies alone: status, solution, reset, watch, and grade for one notebook."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.commands import Lang, known_language, one_line_errors
from grader.doctor.findings import language, lines
from grader.errors import CourseError
from grader.languages import Text, said

if TYPE_CHECKING:
    from grader.exercises import Exercise
    from grader.judging.verdict import Verdict

Id = Annotated[str, typer.Argument(metavar="EXERCISE", help="Its id, such as pickle_roundtrip.")]
Root = Annotated[Path, typer.Option(help="The course folder.")]


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    for command in (status, solution, reset, watch):
        app.command()(command)


@one_line_errors
def status(
    lang: Lang = None,
    every: Annotated[bool, typer.Option("--all", help="List the exercises of the lessons not begun, too.")] = False,
) -> None:
    """¿Cuánto llevas, y qué toca ahora? · How far are you, and what comes next?

    Los puntos de cada lección y ejercicio, con las pistas vistas y los intentos. Salen de tu archivo
    progress.json, que no sale de tu máquina.

    The points of each lesson and exercise, with the hints seen and the attempts. They come from your
    file progress.json, which never leaves your machine.
    """
    from grader.learning.standing import IN_A_TERMINAL, report

    lang = _language(lang)
    for line in report(lang, IN_A_TERMINAL, every):
        typer.echo(line)


@one_line_errors
def solution(exercise: Id, lang: Lang = None) -> None:
    """La solución de un ejercicio y su porqué, cuando pasa o tras tres intentos. · The solution and its why.

    Mientras no se pueda leer, dice qué falta y sale con 1.

    It opens when the exercise passes or after three honest attempts; until then this says what is
    still to do, and exits with 1.
    """
    from grader.learning.solution import explained, not_yet, standing_of
    from grader.learning.standing import IN_A_TERMINAL

    lang = _language(lang)
    one = standing_of(_exercise(exercise, lang))
    for line in explained(one.exercise, lang) if one.unlocked else not_yet(one, lang, IN_A_TERMINAL):
        typer.echo(line)
    if not one.unlocked:
        raise typer.Exit(1)


@one_line_errors
def reset(
    exercise: Id,
    notebook: Annotated[Path | None, typer.Argument(help="The course's notebooks that have it, if not given.")] = None,
    lang: Lang = None,
    root: Root = Path(),
) -> None:
    """Empezar de nuevo un ejercicio. · Start an exercise afresh.

    Vuelve a poner en la celda de respuesta lo que había al principio, guarda una copia de lo que
    escribiste y no toca nada más del notebook.

    Puts back into the answer cell what was there at first, keeps a copy of what you wrote, and
    touches nothing else of the notebook.
    """
    from grader.grading.release import stub_of
    from grader.learning import reset as resetting

    lang = _language(lang)
    one = _exercise(exercise, lang)
    paths = [notebook] if notebook else resetting.notebooks_with(one, root)
    if not paths:
        raise CourseError(said(_WORDS["no notebook"], lang).format(root=root, lesson=f"{one.assignment}/{one.lesson}"))
    for path in paths:
        stub = stub_of(one, path, root)
        if stub is None:
            raise CourseError(said(_WORDS["no stub"], lang).format(id=one.id))
        done = resetting.reset(path, one, stub, lang)
        typer.echo(said(_WORDS["reset" if done.copy else "as it was"], lang).format(path=path, id=one.id, copy=done.copy))


@one_line_errors
def watch(notebook: Path, lang: Lang = None, root: Root = Path()) -> None:
    """Comprobar un notebook cada vez que lo guardas, hasta Ctrl-C. · Check a notebook at each save, until Ctrl-C.

    Se juzgan los ejercicios cuya respuesta cambió, y las tarjetas salen en la terminal.

    The exercises whose answer has changed are judged, and their cards come out in the terminal.
    """
    from grader.learning.watch import watch as watching

    lang = _language(lang)
    try:
        for came in watching(notebook, root, lang):
            match came:
                case CourseError():
                    typer.echo(f"grader: {came}", err=True)
                case frozenset():
                    words = said(_WORDS["saved" if came else "watching"], lang)
                    typer.echo(words.format(path=notebook, ids=", ".join(sorted(came))))
                case verdicts:
                    typer.echo("\n".join(f"\n{verdict}" for verdict in verdicts) + "\n")
    except KeyboardInterrupt:
        typer.echo(f"\n{said(_WORDS['stopped'], lang)}")


def is_notebook(argument: str) -> bool:
    """Whether it names a notebook, and not an assignment."""
    return argument.lower().endswith(".ipynb")


def not_a_class(path: Path) -> CourseError:
    """What to say of options that mean something for a class only, given with one notebook."""
    return CourseError(said(_WORDS["like a class"], language()).format(path=path))


def grade_notebook(path: Path, root: Path) -> None:
    """Judge one notebook by all checks that are here, show its points, and exit with 1 unless it earns them all."""
    from rich.console import Console

    from grader.doctor.isolation import of_level
    from grader.grading.one import judge_prepared, prepare

    prepared = prepare(path, root, language())
    _speak()
    lang = prepared.lang
    with Console(stderr=True).status(said(_WORDS["running"], lang)):
        level, verdicts = judge_prepared(prepared)
    for line in lines(of_level(level), lang):
        typer.echo(line)
    for mended in prepared.mended:
        typer.echo(f"! {mended}")
    for verdict in verdicts:
        if verdict < verdict.exercise.points:
            typer.echo(f"\n{verdict}")
    typer.echo()
    _show_points(prepared.lesson, verdicts, lang)
    if any(verdict < verdict.exercise.points for verdict in verdicts):
        raise typer.Exit(1)


def _show_points(lesson: str, verdicts: list[Verdict], lang: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from grader.judging.card import number, only_public

    earned, total = sum(map(float, verdicts)), sum(verdict.exercise.points for verdict in verdicts)
    table = Table(title=lesson)
    for title in ("", said(_WORDS["exercise"], lang)):
        table.add_column(title, overflow="fold")
    for title in (said(_WORDS["points"], lang), said(_WORDS["of"], lang)):
        table.add_column(title, justify="right")
    for verdict in verdicts:
        exercise, full = verdict.exercise, verdict >= verdict.exercise.points
        title = f"{said(exercise.title, lang)} ({exercise.id})"
        table.add_row("✓" if full else "✗", title, number(float(verdict), lang), number(exercise.points, lang))
    table.add_section()
    table.add_row("", "Σ", number(earned, lang), number(total, lang))
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    console.print(table)
    if any(verdict.exercise.hidden is None for verdict in verdicts):
        typer.echo(only_public(lang))


def _language(wanted: str | None) -> str:
    """The language to speak: the one that is wanted, or else the locale's."""
    _speak()
    return known_language(wanted)


def _speak() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows no ✓


def _exercise(id: str, lang: str) -> Exercise:
    from grader.exercises import load_exercises

    exercises = load_exercises()
    if id not in exercises:
        raise CourseError(said(_WORDS["unknown"], lang).format(id=id, known=", ".join(exercises)))
    return exercises[id]


_WORDS: dict[str, Text] = {
    "unknown": {
        "es": "no existe el ejercicio «{id}»; los de este curso son {known}",
        "en": "there is no exercise “{id}”; the ones in this course are {known}",
    },
    "no notebook": {
        "es": "{root}: no contiene notebooks/<idioma>/{lesson}.ipynb; escribe la ruta del notebook, o la carpeta del curso "
        "con --root",
        "en": "{root}: holds no notebooks/<language>/{lesson}.ipynb; give the path of the notebook, or the course folder "
        "by --root",
    },
    "no stub": {
        "es": "aquí no queda ninguna copia de «{id}» sin empezar; consigue la lección de nuevo y tómala de ella",
        "en": "no copy of “{id}” is left here that nobody has begun; get the lesson anew and take it from there",
    },
    "reset": {
        "es": "{path}: «{id}» vuelve a estar como al principio. Lo que habías escrito está en {copy}. "
        "Si lo tienes abierto en Jupyter: File → Reload Notebook from Disk.",
        "en": "{path}: “{id}” is again as it was at first. What you had written is in {copy}. "
        "If you have it open in Jupyter: File → Reload Notebook from Disk.",
    },
    "as it was": {
        "es": "{path}: «{id}» está como al principio; no hay nada que guardar ni que cambiar.",
        "en": "{path}: “{id}” is as it was at first; there is nothing to keep or to change.",
    },
    "watching": {
        "es": "Vigilando {path}. Guárdalo y aquí verás las tarjetas; Ctrl-C termina.",
        "en": "Watching {path}. Save it and you will see the cards here; Ctrl-C ends it.",
    },
    "saved": {"es": "Guardado; se juzga: {ids}", "en": "Saved; being judged: {ids}"},
    "stopped": {"es": "Fin. El notebook está como lo dejaste.", "en": "Done. The notebook is as you left it."},
    "running": {
        "es": "Se ejecuta el notebook entero y se juzga cada ejercicio: suele tardar menos de un minuto",
        "en": "The whole notebook is run and each exercise is judged: it takes less than a minute, usually",
    },
    "like a class": {
        "es": "un notebook se juzga solo, sin las opciones de una clase; escribe «grader grade {path}»",
        "en": "a notebook is judged by itself, without the options of a class; write “grader grade {path}”",
    },
    "exercise": {"es": "Ejercicio", "en": "Exercise"},
    "points": {"es": "Puntos", "en": "Points"},
    "of": {"es": "de", "en": "of"},
}
