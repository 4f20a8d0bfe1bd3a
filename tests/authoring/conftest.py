"""A course with one small lesson, written anew for every test that wants to change it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.authoring.source import read_lesson
from grader.authoring.twins import lock_path, write_lock

COURSE = Path(__file__).parent / "course"


@dataclass(frozen=True)
class Course:
    """The folder of a course, and its one lesson and its exercises."""

    root: Path

    @property
    def lesson(self) -> Path:
        return self.root / "solutions" / "1-first" / "1-averages.py"

    @property
    def checks(self) -> Path:
        return self.root / "grader" / "checks" / "1-first" / "1-averages"

    @property
    def exercises(self) -> Path:
        return self.checks / "exercises.toml"

    @property
    def quiz(self) -> Path:
        return self.checks / "quiz.toml"

    def notebook(self, lang: str) -> Path:
        return self.root / "notebooks" / lang / "1-first" / "1-averages.ipynb"

    def confirm(self) -> None:
        write_lock(lock_path(self.root), [read_lesson(self.lesson)])

    def line_of(self, text: str) -> int:
        """The line of the lesson at which this text begins."""
        before, found, _ = self.lesson.read_text(encoding="utf-8").partition(text)
        assert found
        return before.count("\n") + 1


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that must be in the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course in which nothing is wrong, in the working directory."""
    course = Course(Path(shutil.copytree(COURSE, tmp_path / "course")))
    course.confirm()
    monkeypatch.chdir(course.root)
    return course


@pytest.fixture
def lesson_file(tmp_path: Path) -> Callable[[str], Path]:
    """A lesson of your own: give the script, get its path."""

    def write(script: str) -> Path:
        path = tmp_path / "1-lesson.py"
        path.write_text(script.lstrip("\n"), encoding="utf-8")
        return path

    return write
