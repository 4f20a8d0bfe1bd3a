"""Watch a notebook, and each time that it is saved judge the exercises whose answer, or what it relies on, has changed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterator
from copy import deepcopy
from pathlib import Path

from nbformat import NotebookNode

from grader.errors import CourseError
from grader.grading.one import judge_prepared, prepare
from grader.judging.verdict import Verdict
from grader.learning import progress
from grader.learning.attempts import fingerprint

LOOKS = 0.5
"""Seconds between two looks at the file: it counts as saved when two of them see the same."""

Marks = dict[str, tuple[str | None, str]]
"""By exercise: the fingerprint of its answer, None while it is a stub, and a digest of the other code above it."""


def watch(path: Path, root: Path, told: str) -> Iterator[frozenset[str] | list[Verdict] | CourseError]:
    """After each save that changed an answer, the exercises to be judged, and then the verdicts; or why there are none.

    At first there is nothing to be judged: from then on a save is noticed. It goes on for ever.
    """
    file = saves(path)
    next(file)
    before = marks_of(prepare(path, root, told).notebook)
    yield frozenset()
    for _ in file:
        try:
            prepared = prepare(path, root, told)
            now = marks_of(prepared.notebook)
            changed = frozenset(id for id, mark in now.items() if mark[0] and mark != before.get(id))
            before = now
            if not changed:
                continue
            yield changed
            _, verdicts = judge_prepared(prepared, part_for(prepared.notebook, changed))
        except CourseError as error:
            yield error
            continue
        for verdict in verdicts:
            _remember(verdict, now)
        yield verdicts


def saves(path: Path, looks: float = LOOKS) -> Iterator[None]:
    """At first, and then once for each time that the file has changed and stays as it is."""
    seen = last = _stamp(path)
    yield
    while True:
        time.sleep(looks)
        stamp = _stamp(path)
        if stamp is not None and stamp == last and stamp != seen:
            seen = stamp
            yield
        last = stamp


def marks_of(notebook: NotebookNode) -> Marks:
    """What tells whether an exercise of a rebuilt notebook has to be judged again."""
    answers: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    rest = hashlib.sha256()
    for cell in (cell for cell in notebook.cells if cell.cell_type == "code"):
        part = cell.metadata.get("nbgrader", {})
        if part.get("solution"):
            id = part["grade_id"].removesuffix("_answer")
            answers.setdefault(id, []).append(cell.source)
        elif part.get("grade"):
            above[part["grade_id"]] = rest.hexdigest()
        else:
            rest.update(cell.source.encode("utf-8", "replace") + b"\0")
    return {id: (fingerprint("\n".join(answers.get(id, []))), digest) for id, digest in above.items()}


def part_for(notebook: NotebookNode, exercises: Collection[str]) -> NotebookNode:
    """The notebook up to the last check of these exercises, without the checks of others."""
    part = deepcopy(notebook)
    marked = ((index, cell.metadata.get("nbgrader", {})) for index, cell in enumerate(part.cells))
    checks = {index: told["grade_id"] for index, told in marked if told.get("grade")}
    last = max((index for index, id in checks.items() if id in exercises), default=-1)
    part.cells = [
        cell for index, cell in enumerate(part.cells[: last + 1]) if index not in checks or checks[index] in exercises
    ]
    return part


def _remember(verdict: Verdict, marks: Marks) -> None:
    """As ``check`` does in a notebook."""
    id, digest = verdict.exercise.id, marks[verdict.exercise.id][0]
    progress.save_points(id, float(verdict))
    if digest and not verdict.findings.trouble:
        progress.save_attempt(id, digest)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
