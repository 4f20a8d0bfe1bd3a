"""Read a submitted notebook without trusting a byte of it.

What comes out is a valid notebook that holds only what the grading needs: each cell's type, id, source text and nbgrader's
own few flags. Outputs, attachments and every other word of metadata are never looked at, so it does not matter
which program saved the file, for which kernel, or in which version of the format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from grader.languages import LANGUAGES, ORIGINAL, Text, said

MAX_BYTES = 50_000_000
"""Of the file. Honest ones are large by the plots in their outputs."""
MAX_VALUES, MAX_DEPTH = 2_000_000, 100
"""Strings, lists, objects and commas of the JSON, and how deep it is: they bound the memory and the time of reading it."""
MAX_CELLS = 2_000
MAX_CODE, MAX_PROSE, MAX_TEXT = 1_000_000, 30_000, 2_000_000
"""Characters in a code cell, in another cell, and in all cells. Prose can be written so that it takes long to show."""

# Possessive, and with an optional end: no string, however it is escaped or cut off, is looked at twice.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{,]|[\]}]', re.DOTALL)
_CELL_ID = re.compile(r"(?!submitted-)[a-zA-Z0-9_-]{1,64}")
_FLAGS = ("grade_id", "grade", "solution", "locked", "points", "task")
_NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


class Unreadable(Exception):
    """Why a file cannot be read as a notebook: a few words in every language."""

    def __init__(self, why: Text) -> None:
        super().__init__(said(why, ORIGINAL))
        self.why = why


def read_notebook(data: bytes) -> tuple[NotebookNode, list[Text]]:
    """The notebook in a file's bytes, and what had to be left out of it. Raises Unreadable if there is none."""
    notebook = _json(data)
    cells = list(_cells(notebook))
    if len(cells) > MAX_CELLS:
        raise Unreadable({"es": f"más de {MAX_CELLS} celdas", "en": f"more than {MAX_CELLS} cells"})
    course = _part(_part(notebook, "metadata"), "course")
    read = new_notebook(metadata={"course": {key: course[key] for key in ("lang", "lesson") if _is_text(course.get(key))}})
    ids: set[str] = set()
    notes = []
    for number, cell in enumerate(cells, 1):
        kind, source = _kind(cell), _source(cell)
        if len(source) > (MAX_CODE if kind == "code" else MAX_PROSE):
            notes.append(_too_long(number))
            source = ""
        id = _id(cell, number, ids)
        read.cells.append(_NEW_CELL[kind](source, id=id, metadata=_metadata(cell)))
    if sum(len(cell.source) for cell in read.cells) > MAX_TEXT:
        raise Unreadable(_megabytes(MAX_TEXT))
    return read, notes


def language_of(notebook: NotebookNode) -> str | None:
    """The language of a submission, by its metadata or its import, if either says."""
    lang = notebook.metadata.get("course", {}).get("lang")
    if lang in LANGUAGES:
        return str(lang)
    source = "\n".join(cell.source for cell in notebook.cells)
    return next((lang for lang in LANGUAGES if f"from grader.{lang} import" in source), None)


def _json(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise Unreadable(_megabytes(MAX_BYTES))
    text = data.decode(json.detect_encoding(data), errors="replace")
    _measure(text)
    try:
        tree = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise Unreadable({"es": f"JSON roto en la línea {line}", "en": f"broken JSON in line {line}"}) from None
    if not isinstance(tree, dict):
        raise Unreadable(_NO_CELLS)
    return tree


def _measure(text: str) -> None:
    """Refuse what would take too much memory or too deep a stack to read."""
    depth = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        first = text[token.start()]
        depth += 1 if first in "[{" else -1 if first in "]}" else 0
        if count > MAX_VALUES or depth > MAX_DEPTH:
            raise Unreadable({"es": "JSON demasiado grande o profundo", "en": "JSON too large or too deep"})


def _cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells of any version of the format: until version 3 they were in worksheets."""
    sheets = [notebook] if "cells" in notebook else notebook.get("worksheets")
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []
    if not any(isinstance(cells, list) for cells in lists):
        raise Unreadable(_NO_CELLS)
    yield from (cell for cells in lists if isinstance(cells, list) for cell in cells if isinstance(cell, dict))


def _kind(cell: dict[str, Any]) -> str:
    kind = cell.get("cell_type")
    return kind if kind in ("code", "raw") else "markdown"


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input"))
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    text = text.encode("utf-8", errors="replace").decode()  # half a surrogate pair cannot be written to a file
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _id(cell: dict[str, Any], number: int, taken: set[str]) -> str:
    """The cell's own id; another one where it has none that is valid and its own."""
    id = cell.get("id")
    if not isinstance(id, str) or not _CELL_ID.fullmatch(id) or id in taken:
        id = f"submitted-{number}"
    taken.add(id)
    return id


def _metadata(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = _part(cell, "metadata")
    flags = {key: value for key, value in _part(metadata, "nbgrader").items() if key in _FLAGS and _is_flag(value)}
    return {**({"nbgrader": flags} if flags else {}), **({"tags": []} if "tags" in metadata else {})}


def _part(whole: dict[str, Any], key: str) -> dict[str, Any]:
    part = whole.get(key)
    return part if isinstance(part, dict) else {}


def _is_flag(value: Any) -> bool:
    return value is None or isinstance(value, (bool, int, float)) or _is_text(value)


def _is_text(value: Any) -> bool:
    """Short, and of characters that can be printed: no half surrogate pairs, no escape sequences."""
    return isinstance(value, str) and len(value) <= 200 and value.isprintable()


_NO_CELLS: Text = {"es": "no es un notebook: no tiene celdas", "en": "not a notebook: it has no cells"}


def _megabytes(characters: int) -> Text:
    return {"es": f"más de {characters // 10**6} MB", "en": f"more than {characters // 10**6} MB"}


def _too_long(number: int) -> Text:
    return {
        "es": f"La celda número {number} tenía demasiado texto; se dejó vacía.",
        "en": f"Cell number {number} had too much text; it was left empty.",
    }
