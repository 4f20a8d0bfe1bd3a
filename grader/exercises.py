"""What an exercise is: an id, its points, and a title, three hints and the why of its solution in every language.

They are written in ``checks/<assignment>/<lesson>/exercises.toml``, beside the checks that judge them.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.languages import LANGUAGES, Text

CHECKS = Path(__file__).parent / "checks"
HINTS = 3
STUB_WORDS = "TU CÓDIGO AQUÍ · YOUR CODE HERE"
"""What the answer cell that students get raises NotImplementedError with."""


@dataclass(frozen=True)
class Exercise:
    """One exercise, as people see it (title, points, hints) and as the judge sees it (up to three pytest modules)."""

    id: str
    assignment: str
    lesson: str
    points: float
    title: Text
    hints: tuple[Text, ...]
    why: Text
    """Why the reference solution is as it is: for whoever may read that solution."""
    public: Path
    hidden: Path | None
    """None where the hidden checks were left out, as in what students install."""
    private: Path | None = None
    """More hidden checks, which an instructor keeps outside the course's repository."""


def load_exercises(root: Path = CHECKS, private: Path | None = None) -> dict[str, Exercise]:
    """Every exercise under ``root``, by id, in the order of the lessons.

    ``private`` is a folder with more hidden checks: ``<assignment>/<lesson>/<exercise>.py``, and a ``conftest.py`` where
    they need one. Raises CourseError, naming the file, if a definition is malformed, lacks a hint or its why, or repeats an
    id, and if a private check belongs to no exercise.
    """
    exercises: dict[str, Exercise] = {}
    for path in sorted(_absolute(root).glob("*/*/exercises.toml")):
        for exercise in _read(path):
            if exercise.id in exercises:
                raise CourseError(f"{path}: «{exercise.id}» is defined twice; give one of the two another id")
            exercises[exercise.id] = exercise
    return _with_private_checks(exercises, _absolute(private)) if private else exercises


def _absolute(folder: Path) -> Path:
    """As pytest names it: the judge compares paths."""
    return Path(os.path.abspath(folder))


def _with_private_checks(exercises: dict[str, Exercise], folder: Path) -> dict[str, Exercise]:
    if not folder.is_dir():
        raise CourseError(f"{folder}: there is no such folder of private checks; mend its name in nbgrader_config.py")
    places = {folder / exercise.assignment / exercise.lesson / f"{id}.py": id for id, exercise in exercises.items()}
    lessons = {path.parent for path in places}
    conftests = {parent / "conftest.py" for lesson in lessons for parent in (lesson, lesson.parent, folder)}
    found = {path for path in folder.rglob("*.py") if "__pycache__" not in path.parts}
    if strays := sorted(found - places.keys() - conftests):
        known = ", ".join(sorted(str(path.relative_to(folder)) for path in places))
        raise CourseError(f"{strays[0]}: is the private check of no exercise; name it as one of {known}")
    return exercises | {id: replace(exercises[id], private=path) for path, id in places.items() if path in found}


def _read(path: Path) -> Iterator[Exercise]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: this is not valid TOML ({error}); mend that line") from error
    for id, table in tables.items():
        where = f"{path}: [{id}]"
        folder = path.parent
        hidden = folder / f"{id}_hidden.py"
        yield Exercise(
            id=id,
            assignment=folder.parent.name,
            lesson=folder.name,
            points=_points(table, where),
            title=in_every_language(table.get("title") if isinstance(table, dict) else None, f"{where} title"),
            hints=_hints(table, where),
            why=in_every_language(table.get("why"), f"{where} why"),
            public=folder / f"{id}.py",
            hidden=hidden if hidden.exists() else None,
        )


def _points(table: Any, where: str) -> float:
    points: Any = table.get("points") if isinstance(table, dict) else None
    if type(points) not in (int, float) or points <= 0:
        raise CourseError(f"{where}: points must be a number greater than 0; write «points = 3»")
    return float(points)


def _hints(table: dict[str, Any], where: str) -> tuple[Text, ...]:
    hints = table.get("hints", [])
    if len(hints) != HINTS:
        raise CourseError(f"{where}: has {len(hints)} hints; write {HINTS}, from a nudge to half of the answer")
    return tuple(in_every_language(hint, f"{where} hint {number}") for number, hint in enumerate(hints, 1))


def in_every_language(text: Any, where: str) -> Text:
    """A text of a definition, as it is in ``where``. Raises CourseError if a language lacks it."""
    missing = [lang for lang in LANGUAGES if not (isinstance(text, dict) and str(text.get(lang, "")).strip())]
    if missing:
        raise CourseError(f"{where}: is missing in {', '.join(missing)}; write it in every language")
    return {lang: text[lang].strip() for lang in LANGUAGES}
