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
    app.command()(one_line_errors(in_own_words(bundle)))


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
