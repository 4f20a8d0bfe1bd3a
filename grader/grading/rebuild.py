"""Rebuild a clean notebook from a submission: the release, with the student's source text put in.

The release notebook gives every cell its place, its id and its metadata. From the submission comes source text only:
answers by their ``grade_id``, changed code by its cell id, and the cells that the student added, in place. So cells that
were deleted, duplicated, split, retyped, retagged or moved neither break the grading nor pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.languages import Text, said

_BUILT_ID = re.compile(r"[0-9a-f]{12}(-\d+)?")
"""The ids that the build gives to the cells of a lesson. No editor gives ids of this form."""


def rebuild(submission: NotebookNode, release: NotebookNode, notes: Sequence[Text] = ()) -> NotebookNode:
    """The notebook to execute, from a submission as ``read_notebook`` gives it.

    Its ``metadata.course.mended`` lists, in its language's words, what had to be repaired, here and before (``notes``).
    """
    parts = _Parts(release)
    for cell in submission.cells:
        parts.take(cell)
    notebook = deepcopy(release)
    notebook.cells = list(parts.assemble())
    for position, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"added-{position}")
    notebook.metadata["course"] = {
        **release.metadata.course,
        "mended": [said(text, release.metadata.course.lang) for text in (*notes, *parts.mended())],
    }
    return notebook


class _Parts:
    """What of a submission goes where in the release."""

    def __init__(self, release: NotebookNode) -> None:
        self._cells = release.cells
        self._by_id = {cell.id: index for index, cell in enumerate(release.cells)}
        self._by_source = {(cell.cell_type, cell.source): index for index, cell in enumerate(release.cells)}
        self._answers = {_grade_id(cell): i for i, cell in enumerate(release.cells) if _nbgrader(cell).get("solution")}
        self._checks = {_grade_id(cell): i for i, cell in enumerate(release.cells) if _nbgrader(cell).get("grade")}
        self._written: dict[int, list[str]] = {}
        self._added: dict[int, list[NotebookNode]] = {}
        self._seen: set[int] = set()
        self._changed: set[int] = set()
        self._at = -1
        """The release cell that the submission has reached: cells that the student added stand after it."""

    def take(self, cell: NotebookNode) -> None:
        index, source = self._place_of(cell), cell.source
        if index is None:
            if cell.cell_type == "code" or not _BUILT_ID.fullmatch(cell.id):  # the prose of an earlier release
                self._added.setdefault(self._at, []).append(_plain_cell(cell.cell_type, source))
            return
        self._at = index
        original = self._cells[index]
        if index in self._checks.values():
            if index not in self._seen and (source != original.source or _altered(cell, original)):
                self._changed.add(index)
        elif index in self._answers.values() or index not in self._seen:
            if _altered(cell, original):
                self._changed.add(index)
            if original.cell_type == "code":
                self._written.setdefault(index, []).append(source)
        else:
            self._added.setdefault(index, []).append(_plain_cell(cell.cell_type, source))
        self._seen.add(index)

    def _place_of(self, cell: NotebookNode) -> int | None:
        """The release cell that this one is: by its grade_id, its cell id, or its untouched text."""
        grade_id = _grade_id(cell)
        if grade_id in self._answers:
            return self._answers[grade_id]
        if grade_id in self._checks:
            return self._checks[grade_id]
        if cell.id in self._by_id:
            return self._by_id[cell.id]
        return self._by_source.get((cell.cell_type, cell.source))

    def assemble(self) -> Iterable[NotebookNode]:
        yield from self._added.get(-1, [])
        for index, original in enumerate(self._cells):
            cell = deepcopy(original)
            written = self._written.get(index, [])
            if index in self._answers.values() and not written:
                cell.source = ""  # the stub would undo what the student wrote in a cell of their own
            elif written:
                cell.source = written[0]
            yield cell
            yield from (_plain_cell("code", source) for source in written[1:])
            yield from self._added.get(index, [])

    def mended(self) -> Iterable[Text]:
        for grade_id, index in self._answers.items():
            if index not in self._seen:
                yield _answer_gone(grade_id.removesuffix("_answer"))
            elif len(self._written.get(index, [])) > 1:
                yield _answer_twice(grade_id.removesuffix("_answer"))
        for grade_id, index in self._checks.items():
            if index not in self._seen:
                yield _check_gone(grade_id)
        for index in sorted(self._changed):
            yield _restored(_grade_id(self._cells[index]).removesuffix("_answer"))


def _nbgrader(cell: NotebookNode) -> dict[str, Any]:
    return cell.metadata.get("nbgrader", {})


def _grade_id(cell: NotebookNode) -> str:
    return str(_nbgrader(cell).get("grade_id", ""))


def _altered(cell: NotebookNode, original: NotebookNode) -> bool:
    """Whether what only the course may set was changed: the type, nbgrader's flags and points, or the tags."""
    ours, theirs = _nbgrader(original), _nbgrader(cell)
    return bool(ours) and (
        cell.cell_type != original.cell_type
        or any(theirs.get(key) != ours.get(key) for key in ("grade", "solution", "locked", "points", "task"))
        or "tags" in cell.metadata
    )


def _plain_cell(kind: str, source: str) -> NotebookNode:
    cell = new_code_cell(source) if kind == "code" else new_markdown_cell(source)
    del cell["id"]  # ids are dealt out anew, by position
    return cell


def _answer_gone(id: str) -> Text:
    return {
        "es": f"Faltaba la celda de respuesta de «{id}».",
        "en": f"The answer cell of “{id}” was missing.",
    }


def _answer_twice(id: str) -> Text:
    return {
        "es": f"La celda de respuesta de «{id}» estaba repetida o partida; se ejecutaron todas sus partes, en orden.",
        "en": f"The answer cell of “{id}” was duplicated or split; all its parts were run, in order.",
    }


def _check_gone(id: str) -> Text:
    return {
        "es": f"Faltaba la celda de comprobación de «{id}»; se volvió a poner.",
        "en": f"The check cell of “{id}” was missing; it was put back.",
    }


def _restored(id: str) -> Text:
    return {
        "es": f"Una celda de «{id}» tenía otro tipo, otra etiqueta, otros puntos u otro texto; se restauró.",
        "en": f"A cell of “{id}” had another type, tag, points or text; it was restored.",
    }
