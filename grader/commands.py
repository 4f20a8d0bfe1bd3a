"""What the commands have in common: how they tell a person what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from grader.errors import CourseError


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
