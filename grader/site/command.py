"""``grader site``: the course as web pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from grader.commands import Lang, in_own_words, known_language, one_line_errors
from grader.languages import Text, said

_MADE: Text = {"es": "Sitio: {path}", "en": "Site: {path}"}


def register(app: typer.Typer) -> None:
    app.command()(one_line_errors(in_own_words(site)))


def site(
    output: Annotated[Path | None, typer.Option(help="The folder of the pages; build/site if not given.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Lessons that run at once.")] = 2,
    lang: Lang = None,
    root: Annotated[Path, typer.Option(help="The course folder.")] = Path(),
) -> None:
    """Escribe el curso como páginas web, sin soluciones, en todos sus idiomas. Ejecuta las lecciones que cambiaron.

    Write the course as web pages, without solutions, in all its languages. Runs the lessons that changed.
    """
    lang = known_language(lang)
    root = root.resolve()

    from grader.site.build import build_site
    from grader.site.run import run_with_memory

    place = output or root / "build" / "site"
    build_site(root, place, run_with_memory(root, root / "build" / "site-outputs", jobs, typer.echo))
    typer.echo(said(_MADE, lang).format(path=place / "index.html"))
