"""The graders that a class goes through: each by its own commands, on the same submissions, with the points that it gives.

What an instructor does once for a course (the build, the release) is not counted.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.grading.course import read_points
from grader.languages import LANGUAGES

from .courses import Course, Submission, release, source_notebook, write_course
from .meter import Taken, run, total
from .notebooks import answered, otter_test, with_asserts, with_otter, without_checks

Points = dict[str, dict[str, float]]
"""By student and exercise."""


@dataclass(frozen=True)
class Class:
    """A course, built in ``folder``, and what its students handed in."""

    course: Course
    submissions: Sequence[Submission]
    folder: Path


@dataclass(frozen=True)
class Graded:
    """What it took to grade a class, and the points that it got."""

    taken: Taken
    points: Points


@contextmanager
def built(course: Course, submissions: Sequence[Submission]) -> Iterator[Class]:
    """A class, ready to be graded in several ways."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        write_course(course, Path(folder, "course"))
        yield Class(course, submissions, Path(folder, "course"))


def ours(class_: Class, jobs: int | None = None) -> Graded:
    """``grader grade``, with as many jobs as it takes by itself if None."""
    with _submitted(class_, lambda lang: release(class_.course, class_.folder, lang)) as folder:
        taken = _grade(class_.course, folder, jobs)
        return Graded(taken, _points(folder))


def unjudged(class_: Class) -> Taken:
    """``grader grade --jobs 1`` where the notebooks have no check cell: all but the judging."""
    course = class_.course
    bare = {lang: without_checks(course, release(course, class_.folder, lang)) for lang in LANGUAGES}
    with _submitted(class_, bare.__getitem__) as folder:
        for lang, notebook in bare.items():
            nbformat.write(notebook, folder / "build/release" / lang / course.name / f"{course.lesson}.ipynb")
        return _grade(course, folder, jobs=1)


def stock(class_: Class) -> Graded:
    """nbgrader as it comes: ``nbgrader autograde`` and ``nbgrader generate_feedback``."""
    course = class_.course
    with tempfile.TemporaryDirectory(prefix="stock-") as temporary:
        folder = Path(temporary)
        source = folder / "source" / course.name / f"{course.lesson}.ipynb"
        source.parent.mkdir(parents=True)
        nbformat.write(with_asserts(course, source_notebook(course, class_.folder)), source)
        (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "stock"\n')
        run(_nbgrader("generate_assignment", course), folder)
        released = nbformat.read(folder / "release" / course.name / f"{course.lesson}.ipynb", as_version=4)
        _submit(class_, folder, lambda lang: released)
        taken = total(*(run(_nbgrader(command, course), folder) for command in ("autograde", "generate_feedback")))
        return Graded(taken, {student: _both_parts(points) for student, points in _points(folder).items()})


def otter(class_: Class, program: str) -> Graded:
    """otter-grader: ``otter run``, one submission after the other; it writes no feedback pages."""
    course, points, taken = class_.course, {}, []
    with tempfile.TemporaryDirectory(prefix="otter-") as temporary:
        folder = Path(temporary)
        (folder / "tests").mkdir()
        for id in course.exercises:
            (folder / "tests" / f"{id}.py").write_text(otter_test(course, id))
        subprocess.run(
            [program, "generate", "-t", "tests", "-o", "autograder.zip"], cwd=folder, check=True, capture_output=True
        )
        notebook = with_otter(course, release(course, class_.folder, LANGUAGES[0]))
        for submission in class_.submissions:
            nbformat.write(answered(notebook, submission), folder / "submission.ipynb")
            taken.append(run([program, "run", "-a", "autograder.zip", "-o", folder, "submission.ipynb"], folder))
            told = json.loads((folder / "results.json").read_text())["tests"]
            points[submission.student] = {test["name"]: test["score"] for test in told if test["name"] in course.exercises}
        return Graded(total(*taken), points)


def _grade(course: Course, folder: Path, jobs: int | None) -> Taken:
    command: list[str | Path] = [sys.executable, "-m", "grader.cli", "grade", course.name, "--root", folder]
    return run([*command, "--jobs", str(jobs)] if jobs else command, folder)


def _nbgrader(command: str, course: Course) -> list[str | Path]:
    return [sys.executable, "-m", "nbgrader", command, course.name]


@contextmanager
def _submitted(class_: Class, notebook: Callable[[str], NotebookNode]) -> Iterator[Path]:
    """A copy of the built course, with the submissions that its students make from ``notebook`` of their language."""
    with tempfile.TemporaryDirectory(prefix="ours-") as temporary:
        folder = Path(temporary, "course")
        shutil.copytree(class_.folder, folder)
        _submit(class_, folder, notebook)
        yield folder


def _submit(class_: Class, folder: Path, notebook: Callable[[str], NotebookNode]) -> None:
    for submission in class_.submissions:
        path = folder / "submitted" / submission.student / class_.course.name / f"{class_.course.lesson}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(answered(notebook(submission.lang), submission), path)


def _points(folder: Path) -> Points:
    [assignment] = {path.name for path in folder.glob("submitted/*/*")}
    return read_points(f"sqlite:///{folder}/gradebook.db", assignment)[1]


def _both_parts(points: Mapping[str, float]) -> dict[str, float]:
    """By exercise, what its public and its hidden cell earned."""
    return {id: points[id] + points[f"{id}_hidden"] for id in points if f"{id}_hidden" in points}
