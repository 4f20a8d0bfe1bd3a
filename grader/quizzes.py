"""The quiz at the end of a lesson: three questions, whose every option, right or wrong, says why.

It is written in ``checks/<assignment>/<lesson>/quiz.toml``, beside the exercises of the lesson. It has no points:

    [[question]]
    ask.es = "¿Qué miras primero?"
    ask.en = "What do you look at first?"

    [[question.option]]
    right = true
    text.es = …  text.en = …
    why.es = …  why.en = …
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.exercises import CHECKS, in_every_language
from grader.languages import Text

QUESTIONS = 3
OPTIONS = range(3, 5)


@dataclass(frozen=True)
class Option:
    """An answer to choose, whether it is the right one, and why."""

    text: Text
    why: Text
    right: bool


@dataclass(frozen=True)
class Question:
    """What is asked, and three or four options of which one is right."""

    ask: Text
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The position of the right option, from 0."""
        return next(number for number, option in enumerate(self.options) if option.right)


Quiz = tuple[Question, ...]


def quiz_paths(root: Path = CHECKS) -> dict[str, Path]:
    """Where the quiz of each lesson is, by the lesson's name, in the order of the course."""
    return {path.parent.name: path for path in sorted(root.glob("*/*/quiz.toml"))}


def read_quiz(path: Path) -> Quiz:
    """The quiz at ``path``. Raises CourseError, naming the question, if something is missing in it."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("question", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: this is not valid TOML ({error}); mend that line") from error
    if len(tables) != QUESTIONS:
        raise CourseError(f"{path}: has {len(tables)} questions; write {QUESTIONS}, each as [[question]]")
    return tuple(_question(table, f"{path}: question {number}") for number, table in enumerate(tables, 1))


def _question(table: dict[str, Any], where: str) -> Question:
    options = table.get("option", [])
    if len(options) not in OPTIONS:
        fewest, most = OPTIONS[0], OPTIONS[-1]
        raise CourseError(f"{where}: has {len(options)} options; write {fewest} or {most}, each as [[question.option]]")
    if (right := sum(option.get("right") is True for option in options)) != 1:
        raise CourseError(f"{where}: has {right} right options; write «right = true» in one of them")
    return Question(
        in_every_language(table.get("ask"), f"{where} ask"),
        tuple(_option(option, f"{where} option {number}") for number, option in enumerate(options, 1)),
    )


def _option(table: dict[str, Any], where: str) -> Option:
    text, why = (in_every_language(table.get(key), f"{where} {key}") for key in ("text", "why"))
    return Option(text, why, table.get("right") is True)
