"""Whose points would change if everything were graded again: looked at in a gradebook apart, before anything is written.

A check was corrected, say. Everything is graded into a scratch folder, and its points are compared with those in the
course's gradebook, exercise by exercise. What an instructor gave by hand stays when nbgrader grades again, and is said.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

from grader.grading.autograde import Tell
from grader.grading.course import Wishes, configuration, grade


@dataclass(frozen=True)
class Points:
    """What a student has for an exercise: by the judge, and by hand where somebody gave some."""

    auto: float | None
    manual: float | None = None


@dataclass(frozen=True)
class Change:
    """An exercise whose points would change. ``before`` is None where nobody has graded it yet."""

    student: str
    exercise: str
    before: float | None
    after: float
    manual: float | None
    """Points given by hand, which stay: the judge's do not count."""


@dataclass(frozen=True)
class Comparison:
    """What grading again would change, how many it looked at, and what could not be graded."""

    changes: list[Change]
    students: int
    troubles: list[str]


def compare(
    root: Path,
    assignment: str,
    submitted: Path | None,
    output: Path | None,
    wishes: Wishes,
    tell: Tell = lambda done, of, troubles: None,
) -> Comparison:
    """What ``grade`` with the same arguments, and by force, would change. Writes nothing in the course.

    Raises CourseError for what ``grade`` raises it for.
    """
    before = graded_points(_address(root, submitted, output), assignment)
    with tempfile.TemporaryDirectory(prefix="regrade-") as scratch:
        graded = grade(root, assignment, submitted, Path(scratch), wishes, tell)
        after = graded_points(f"sqlite:///{Path(scratch).resolve()}/gradebook.db", assignment)
    order = [name for name, _ in graded.exercises]
    return Comparison(sorted(_changes(before, after), key=lambda change: _place(change, order)), len(after), graded.troubles)


def graded_points(address: str, assignment: str) -> dict[str, dict[str, Points]]:
    """By student and exercise. A gradebook that does not exist yet is not made."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return {}
    points: dict[str, dict[str, Points]] = {}
    with Gradebook(address) as gradebook:
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            return {}
        for submission in gradebook.assignment_submissions(assignment):
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            points[submission.student.id] = {grade.name: Points(grade.auto_score, grade.manual_score) for grade in grades}
    return points


def _address(root: Path, submitted: Path | None, output: Path | None) -> str:
    return str(CourseDirectory(config=configuration(root, submitted, output)).db_url)


def _changes(before: Mapping[str, Mapping[str, Points]], after: Mapping[str, Mapping[str, Points]]) -> Iterator[Change]:
    for student, exercises in after.items():
        for exercise, points in exercises.items():
            old = before.get(student, {}).get(exercise, Points(None))
            if points.auto is not None and points.auto != old.auto:
                yield Change(student, exercise, old.auto, points.auto, old.manual)


def _place(change: Change, order: list[str]) -> tuple[str, int]:
    return change.student, order.index(change.exercise)
