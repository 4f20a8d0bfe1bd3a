"""The command ``grader``: build and check the course, grade it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from grader.commands import Lang, known_language, one_line_errors
from grader.errors import CourseError
from grader.learning import commands as learning
from grader.reporting import command as reporting
from grader.site import command as site
from grader.teaching import cli as teaching
from grader.unseen import on_one_line

app = typer.Typer(help="ML en producción · ML in Production", no_args_is_help=True, add_completion=False)
Root = Annotated[Path, typer.Option(help="The course folder.")]


@app.command()
@one_line_errors
def build(
    check: Annotated[bool, typer.Option("--check", help="Only say whether notebooks/ is what solutions/ gives.")] = False,
    root: Root = Path(),
) -> None:
    """Make the notebooks of every language from solutions/."""
    from grader.authoring import build as building

    if check:
        stale = building.stale(root)
        for path in stale:
            typer.echo(f"grader: {path}: is stale; run «grader build» and commit it", err=True)
        if stale:
            raise typer.Exit(1)
        return
    for path in building.build(root):
        typer.echo(path)
    for path in building.worked_in(root):
        typer.echo(f"{path}: left as it is, somebody has worked in it", err=True)


@app.command()
@one_line_errors
def lint(
    confirm: Annotated[bool, typer.Option("--confirm", help="Record that the twins say the same.")] = False,
    root: Root = Path(),
) -> None:
    """Look for what is wrong in the sources, the exercises and their checks."""
    from grader.authoring import lint as linting

    if confirm:
        linting.confirm(root)
    problems = linting.lint(root)
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


@app.command()
def untranslated() -> None:
    """Lo que el programa no dice aún en cada idioma · What the program does not say yet in each language.

    Mientras tanto, lo dice en inglés. · Meanwhile it says it in English.
    """
    from grader.authoring.untranslated import in_program

    left = in_program()
    for problem in left:
        typer.echo(problem)
    if left:
        raise typer.Exit(1)


@app.command()
@one_line_errors
def grade(
    assignment: Annotated[str, typer.Argument(help="Such as 1-packaging; or the path of one notebook.")],
    submitted: Annotated[Path | None, typer.Option(help="Where the submissions are; the course's own if not given.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where gradebook and feedback go; the course's own if not given.")
    ] = None,
    student: Annotated[str, typer.Option(help="Only this student, or those that a pattern such as «a*» means.")] = "*",
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded.")] = False,
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Grade again what was not graded, or not judged to the end.")
    ] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Submissions at once; by cores and memory if not given.")] = None,
    scheduler: Annotated[str | None, typer.Option(help="A Dask scheduler whose workers do it, tcp://host:8786.")] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --force: only show whose points would change; nothing is written.")
    ] = False,
    lang: Lang = None,
    root: Root = Path(),
) -> None:
    """Grade the submissions of an assignment, write the feedback pages, and show the points.

    The path of a notebook instead of an assignment: judge that notebook alone, by all checks that are here, without a
    gradebook. The exit code is 0 if it earns full marks, else 1.
    """
    if learning.is_notebook(assignment):
        given = (submitted, output, student, force, only_failed, jobs, scheduler, diff, lang)
        nothing = (None, None, "*", False, False, None, None, False, None)
        if given != nothing:
            raise learning.not_a_class(Path(assignment))
        return learning.grade_notebook(Path(assignment), root)
    from grader.grading import course

    wishes = course.Wishes(student, force, jobs, only_failed, scheduler)
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(assignment, total=None)

        def tell(done: int, of: int, troubles: Sequence[str]) -> None:
            progress.update(bar, completed=done, total=of)
            for trouble in troubles:
                progress.console.print(
                    f"grader: {on_one_line(trouble, 1000)}", markup=False, highlight=False, soft_wrap=True
                )

        if diff:
            compared = teaching.compare(root.resolve(), assignment, submitted, output, wishes, tell, lang)
        else:
            graded = course.grade(root.resolve(), assignment, submitted, output, wishes, tell)
    if diff:
        teaching.show_changes(assignment, compared, lang)
        return
    _show(assignment, graded)
    if graded.troubles:
        raise typer.Exit(1)


def _show(assignment: str, graded: Any) -> None:
    table = Table(title=assignment)
    table.add_column("")
    for name, _ in graded.exercises:
        table.add_column(name, justify="right", overflow="fold")
    table.add_column("Σ", justify="right")
    for student, points in graded.points.items():
        row = [points.get(name, 0.0) for name, _ in graded.exercises]
        table.add_row(Text(on_one_line(student)), *(f"{value:g}" for value in row), f"{sum(row):g}")
    table.add_section()
    most = [value for _, value in graded.exercises]
    table.add_row("máx. · max.", *(f"{value:g}" for value in most), f"{sum(most):g}")
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    console.print(table)
    console.print(f"Páginas de comentarios · Feedback pages: {graded.feedback}", soft_wrap=True, markup=False)


@app.command()
@one_line_errors
def hint(exercise: str, lang: Lang = None) -> None:
    """The next hint for an exercise."""
    from grader.learning.notebook import in_language

    try:
        in_language(known_language(lang)).hint(exercise)
    except ValueError as error:
        raise CourseError(str(error)) from None


@app.command()
@one_line_errors
def doctor(
    lang: Lang = None,
    lock: Annotated[Path | None, typer.Option(help="The list of pins; the course's own if not given.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: all findings as JSON, in every language.")] = False,
) -> None:
    """¿Tiene esta máquina lo que el curso necesita? · Does this machine have what the course needs?

    Cada línea dice qué hay y, donde haga falta, qué hacer: ✓ bien, ! aviso, ✗ mal.
    Sale con 1 si hay algún ✗: Python no es el del curso, un paquete falta
    o difiere de requirements.lock, o git no funciona. Si no, sale con 0.

    Each line says what there is and, where needed, what to do: ✓ ok, ! notice, ✗ wrong.
    Exit code 1 if there is any ✗: Python is not the course's, a package is missing
    or differs from requirements.lock, or git does not run. Otherwise 0.
    """
    from grader.doctor import examine, needs_mending
    from grader.doctor.findings import as_data, lines, summary

    lang = known_language(lang)
    if lock is not None and not lock.is_file():
        raise CourseError(f"{lock}: there is no such file")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that knows no ✓
    findings = []
    for finding in examine(lock):
        findings.append(finding)
        if not as_json:
            for line in lines(finding, lang):
                typer.echo(line)
    typer.echo(json.dumps(as_data(findings), ensure_ascii=False, indent=1) if as_json else summary(findings, lang))
    if needs_mending(findings):
        raise typer.Exit(1)


learning.register(app)
teaching.register(app)
reporting.register(app)
site.register(app)

if __name__ == "__main__":
    app()
