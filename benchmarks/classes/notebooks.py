"""The notebook of a course in the forms that the graders want, and a student's answers in any of them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from copy import deepcopy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from .courses import Course, Submission


def answered(notebook: NotebookNode, submission: Submission) -> NotebookNode:
    """The notebook with a student's answers, and a cell of the student's own: no two submissions are the same."""
    filled = deepcopy(notebook)
    for cell in filled.cells:
        id = _grade_id(cell).removesuffix("_answer")
        if id != _grade_id(cell) and id in submission.answers:
            cell.source = submission.answers[id]
    filled.cells.append(new_code_cell(f'me = "{submission.student}"', id="mine"))
    return filled


def with_asserts(course: Course, notebook: NotebookNode) -> NotebookNode:
    """As an author who uses nbgrader as it comes would have it: a public and a hidden cell with half of the points each."""

    def checks(id: str) -> list[NotebookNode]:
        public, hidden = course.asserts[id]
        hidden = f"### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
        points = course.exercises[id].points / 2
        return [_graded(name, source, points) for name, source in ((id, public), (f"{id}_hidden", hidden))]

    return _with(course, notebook, setup=[], checks=checks)


def with_otter(course: Course, notebook: NotebookNode) -> NotebookNode:
    """As otter-grader has it: the tests are in files, see ``otter_test``."""
    setup = [new_code_cell("import otter\n\ngrader = otter.Notebook()", id="otter")]
    return _with(course, notebook, setup, lambda id: [new_code_cell(f'grader.check("{id}")', id=id)])


def without_checks(course: Course, notebook: NotebookNode) -> NotebookNode:
    """Only what is executed: nothing is judged."""
    return _with(course, notebook, setup=[], checks=lambda id: [])


def _with(
    course: Course, notebook: NotebookNode, setup: list[NotebookNode], checks: Callable[[str], list[NotebookNode]]
) -> NotebookNode:
    """Our notebook with something else in the place of the import of ``check`` and of the check cells."""
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        if cell.source.startswith("from grader."):
            cells += setup
        elif _grade_id(cell) in course.exercises:
            cells += checks(_grade_id(cell))
        else:
            cells.append(cell)
    changed = deepcopy(notebook)
    changed.cells = cells
    return changed


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _graded(grade_id: str, source: str, points: float) -> NotebookNode:
    part = {"schema_version": 3, "grade_id": grade_id, "grade": True, "solution": False, "task": False, "locked": True}
    return new_code_cell(source, id=grade_id, metadata={"nbgrader": {**part, "points": points}})


def otter_test(course: Course, id: str) -> str:
    """The file with otter-grader's test of an exercise."""
    parts = enumerate(course.asserts[id])
    cases = [{"code": _doctest(source), "hidden": bool(n), "locked": False} for n, source in parts]
    suites = [{"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}]
    test = {"name": id, "points": [course.exercises[id].points / 2] * 2, "suites": suites}
    return f"OK_FORMAT = True\n\ntest = {test!r}\n"


def _doctest(source: str) -> str:
    """Asserts as they would be typed at Python's prompt; the second line of a statement has another one."""
    starts = {statement.lineno - 1 for statement in ast.parse(source).body}
    return "\n".join(f"{'>>>' if n in starts else '...'} {line}" for n, line in enumerate(source.split("\n")))
