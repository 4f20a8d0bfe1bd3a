"""What the commands have in common: the language that they speak, and how they tell a person what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from grader.doctor.findings import language
from grader.errors import CourseError
from grader.languages import LANGUAGES, Text, said

Lang = Annotated[str | None, typer.Option(help=f"{' · '.join(LANGUAGES)}; by the locale if not given.")]
"""The option of every command that has something to say."""


class Refused(CourseError):
    """Why something cannot be done and what to do, in every language."""

    def __init__(self, text: Text) -> None:
        super().__init__(said(text, language()))
        self.text = text


def known_language(lang: str | None) -> str:
    """The language asked for, or else the locale's. Raises Refused for one in which there is no course."""
    chosen = lang or language()
    if chosen not in LANGUAGES:
        there_are = ", ".join(LANGUAGES)
        raise Refused(
            {
                "es": f"no hay curso en «{chosen}»; elige uno de {there_are}",
                "en": f"there is no course in «{chosen}»; choose one of {there_are}",
            }
        )
    return chosen


def in_own_words(command: Callable[..., None]) -> Callable[..., None]:
    """The command, whose refusals are in the language of its option ``--lang``."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        lang = known_language(kwargs.get("lang"))
        try:
            command(*args, **kwargs)
        except Refused as refused:
            raise CourseError(said(refused.text, lang)) from None

    return run


def one_line_errors(command: Callable[..., None]) -> Callable[..., None]:
    """A command that tells a CourseError in one line, and exits with 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except CourseError as error:
            typer.echo(f"grader: {error}", err=True)
            raise typer.Exit(1) from None

    return run
