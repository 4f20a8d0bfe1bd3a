"""The two courses of the benchmark and their students, deterministic from how many there are.

``heavy`` imports TensorFlow with Keras, PyTorch and scikit-learn, ``light`` scikit-learn and pandas alone. Each has one
assignment of one notebook with six exercises. ``course/`` holds both as their author has them.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from pathlib import Path
from textwrap import dedent
from typing import Literal

import nbformat
from nbformat import NotebookNode

from grader.authoring.generate import generate_assignments
from grader.authoring.notebook import notebook_text
from grader.authoring.source import read_lesson
from grader.exercises import Exercise, load_exercises
from grader.languages import LANGUAGES

from . import heavy, light

HERE = Path(__file__).parent / "course"
COURSES = ("heavy", "light")

Answer = Literal["solution", "wrong", "stub"]
_KINDS: tuple[Sequence[Answer], ...] = (
    ("solution",) * 6,
    ("solution",) * 3 + ("stub",) * 3,
    ("wrong",) * 3 + ("solution",) * 3,
    ("wrong",) * 6,
    ("stub",) * 6,
)
"""What a student answers, exercise by exercise."""


@dataclass(frozen=True)
class Course:
    """One assignment: its lesson, its exercises in the lesson's order, and what their answers may be."""

    name: str
    lesson: str
    imports: str
    exercises: Mapping[str, Exercise]
    solutions: Mapping[str, str]
    wrong: Mapping[str, str]
    asserts: Mapping[str, tuple[str, str]]
    """Of each exercise: the public ones, and the hidden ones."""


@dataclass(frozen=True)
class Submission:
    """What one student answers, by exercise; the exercises that are not here were left as they are."""

    student: str
    lang: str
    answers: Mapping[str, str]


def load_course(name: str) -> Course:
    lesson = read_lesson(_lesson_path(name))
    exercises = load_exercises(HERE / "checks")
    beside = {"heavy": heavy, "light": light}[name]
    return Course(
        name,
        lesson.name,
        lesson.imports,
        {id: exercises[id] for id in lesson.answers},
        lesson.answers,
        {id: dedent(source).strip() for id, source in beside.WRONG.items()},
        {id: (dedent(public).strip(), dedent(hidden).strip()) for id, (public, hidden) in beside.ASSERTS.items()},
    )


def _lesson_path(name: str) -> Path:
    [path] = (HERE / "solutions" / name).glob("*.py")
    return path


def students(course: Course, number: int) -> list[Submission]:
    """A class: every kind of student in every language, over and over."""
    kinds = islice(cycle(product(LANGUAGES, _KINDS)), number)
    return [_submission(course, f"student-{n:04}", lang, kind) for n, (lang, kind) in enumerate(kinds, 1)]


def _submission(course: Course, student: str, lang: str, kind: Sequence[Answer]) -> Submission:
    sources = {"solution": course.solutions, "wrong": course.wrong}
    chosen = zip(course.exercises, kind, strict=True)
    return Submission(student, lang, {id: sources[answer][id] for id, answer in chosen if answer != "stub"})


def write_course(course: Course, folder: Path) -> None:
    """The course's folder, with its releases in every language and a gradebook that knows the exercises."""
    folder.mkdir()
    shutil.copy(HERE / "nbgrader_config.py", folder)
    shutil.copytree(HERE / "checks" / course.name, folder / "checks" / course.name)
    for lang, flags in zip(LANGUAGES, ([], ["--no-db"]), strict=True):
        source = folder / "build/source" / lang
        (source / course.name).mkdir(parents=True)
        text = notebook_text(read_lesson(_lesson_path(course.name)), lang, course.exercises)
        (source / course.name / f"{course.lesson}.ipynb").write_text(text, encoding="utf-8")
        generate_assignments(folder, source, folder / "build/release" / lang, *flags)


def source_notebook(course: Course, folder: Path) -> NotebookNode:
    """The notebook with its solutions, from which nbgrader makes a release."""
    return _read(course, folder / "build/source" / LANGUAGES[0])


def release(course: Course, folder: Path, lang: str) -> NotebookNode:
    """The notebook that students get."""
    return _read(course, folder / "build/release" / lang)


def _read(course: Course, folder: Path) -> NotebookNode:
    return nbformat.read(folder / course.name / f"{course.lesson}.ipynb", as_version=4)
