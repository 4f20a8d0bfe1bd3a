"""What is measured of each course, in one run and on the same submissions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from nbformat import NotebookNode

from grader.grading.pipeline import Rebuild
from grader.languages import LANGUAGES

from . import floor, graders, memory
from .courses import load_course, release, students
from .graders import Class, Graded, Points
from .meter import Taken
from .notebooks import answered, with_asserts

FIRST = 8
"""Submissions that are graded by those who start a kernel for each."""
CORES = len(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Measured:
    """Of one course, all for one submission of the class but for ``memory``, which is of one kernel, in bytes."""

    course: str
    students: int
    first: int
    """Of how many ``stock`` and ``otter`` were measured: they start anew for each, so that one more costs as much again."""
    exercises: int
    graders: Mapping[str, Taken]
    """``stock``, ``one`` (ours, a job at a time), ``ours`` (as many as it takes by itself) and, where it is, ``otter``."""
    floor: Taken
    judging: Taken
    """What it adds for each exercise."""
    called: float
    """Seconds of processor that the asserts of one exercise take: what ``judging`` has the student's own code do."""
    memory: Mapping[str, float]


class Disagreement(Exception):
    """Two graders give the same submission different points."""


def measure(name: str, number: int, otter: str | None) -> Measured:
    """Have a class graded by everybody. ``otter`` is the path of that program. Raises Disagreement."""
    course = load_course(name)
    with graders.built(course, students(course, number)) as class_:
        least, called = _floor(class_)
        some = replace(class_, submissions=class_.submissions[:FIRST])
        ways: dict[str, Callable[[], Graded]] = {
            "stock": partial(graders.stock, some),
            "one": partial(graders.ours, class_, jobs=1),
            "ours": partial(graders.ours, class_),
        }
        if otter:
            ways["otter"] = partial(graders.otter, some, program=otter)
        points, taken = {}, {}
        for who, grade in ways.items():
            graded = grade()
            points[who], taken[who] = graded.points, graded.taken.each(len(graded.points))
            _say(f"{name}: {who} took {graded.taken.wall:.0f} s for {len(graded.points)} submissions")
            _compare(who, points[who], points["stock"])
        return Measured(
            name,
            number,
            len(some.submissions),
            len(course.exercises),
            taken,
            Taken(least / CORES, least).each(number),
            _difference(taken["one"], graders.unjudged(class_).each(number)).each(len(course.exercises)),
            called / number / len(course.exercises),
            _memory(class_),
        )


def linearity(sizes: Sequence[int]) -> dict[int, Taken]:
    """What ours takes for one light submission, in classes of these sizes."""
    course, taken = load_course("light"), {}
    for number in sizes:
        with graders.built(course, students(course, number)) as class_:
            taken[number] = graders.ours(class_).taken.each(number)
        _say(f"light: {number} submissions took {taken[number].wall * number:.0f} s")
    return taken


def _floor(class_: Class) -> tuple[float, float]:
    """Seconds of processor of all cells of a class, and of the asserts among them."""
    notebook = with_asserts(class_.course, release(class_.course, class_.folder, LANGUAGES[0]))
    submissions = [_code_cells(answered(notebook, submission)) for submission in class_.submissions]
    seconds = floor.seconds(class_.course.imports, [[cell.source for cell in cells] for cells in submissions])
    each = [pair for pairs in zip(submissions, seconds, strict=True) for pair in zip(*pairs, strict=True)]
    called = sum(taken for cell, taken in each if cell.metadata.get("nbgrader", {}).get("grade"))
    return sum(taken for _, taken in each), called


def _memory(class_: Class) -> dict[str, float]:
    """Of a kernel that has executed the first submission, forked from a server as grading would have it."""
    course = class_.course
    submission = answered(release(course, class_.folder, LANGUAGES[0]), class_.submissions[0])
    rebuild = Rebuild(releases={lang: str(class_.folder / "build/release" / lang) for lang in LANGUAGES})
    about = {"student": "", "assignment": course.name, "notebook": course.lesson}
    rebuilt, _ = rebuild.preprocess(submission, {"nbgrader": about})
    cells = [cell.source for cell in _code_cells(with_asserts(course, submission))]
    return memory.of_a_kernel(rebuilt.metadata["course"]["imports"], cells)


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _difference(more: Taken, less: Taken) -> Taken:
    cpu = None if more.cpu is None or less.cpu is None else more.cpu - less.cpu
    return Taken(more.wall - less.wall, cpu)


def _compare(who: str, given: Points, reference: Points) -> None:
    for student, points in reference.items():
        if given.get(student) != points:
            raise Disagreement(f"{student}: {who} gives {given.get(student)}, stock nbgrader {points}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
