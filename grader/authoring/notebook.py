"""The notebook of a lesson in one language, as nbgrader's authors would have made it by hand.

Each answer cell is followed by the cell that checks it, which no author writes. Cell ids come from what a cell holds in
all languages together: so they are the same in every language, and stay the same when a cell is inserted elsewhere.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.authoring.source import Cell, Lesson
from grader.exercises import Exercise

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_text(lesson: Lesson, lang: str, exercises: Mapping[str, Exercise]) -> str:
    """The file that holds the lesson's notebook, the same bytes every time."""
    cells = list(_cells(lesson, lang, exercises))
    notebook = new_notebook(cells=cells, metadata={"course": {"lang": lang, "lesson": lesson.id}, **KERNEL})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def _cells(lesson: Lesson, lang: str, exercises: Mapping[str, Exercise]) -> Iterator[NotebookNode]:
    seen: Counter[str] = Counter()
    for cell in lesson.cells:
        source = cell.text[lang]
        if cell.kind == "answer":
            id = cell.exercise
            answer = _graded(f"{id}_answer", solution=True, locked=False)
            yield new_code_cell(source, id=f"{id}-answer", metadata={"nbgrader": answer})
            check = _graded(id, grade=True, locked=True, points=_points(exercises[id]))
            yield new_code_cell(f'check("{id}")', id=f"{id}-check", metadata={"nbgrader": check})
        else:
            new_cell = new_markdown_cell if cell.kind == "prose" else new_code_cell
            yield new_cell(source, id=cell_id(cell, seen))


def _graded(grade_id: str, **different: object) -> dict[str, Any]:
    common = {"schema_version": 3, "grade_id": grade_id, "grade": False, "solution": False, "task": False}
    return {**common, **different}


def _points(exercise: Exercise) -> float:
    """Whole points as whole numbers, as nbgrader's own pages write them."""
    return int(exercise.points) if exercise.points.is_integer() else exercise.points


def cell_id(cell: Cell, seen: Counter[str]) -> str:
    """The id of a lesson's cell; ``seen`` counts those of the cells before it, so that no two are the same."""
    whole = "\0".join([cell.kind, cell.source, *cell.text.values()])
    id = hashlib.sha256(whole.encode()).hexdigest()[:12]
    seen[id] += 1
    return id if seen[id] == 1 else f"{id}-{seen[id]}"
