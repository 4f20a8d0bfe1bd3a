"""What the commands of ``grader`` have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from grader.errors import CourseError


def one_line_errors(command: Callable[..., None]) -> Callable[..., None]:
    """The command, which says in one line what it cannot do and exits with 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except CourseError as error:
            typer.echo(f"grader: {error}", err=True)
            raise typer.Exit(1) from None

    return run
