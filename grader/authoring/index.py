"""The welcome notebook, ``notebooks/index.ipynb``: what ``solutions/index.py`` says in one language, then in the next.

It is written like a lesson, without exercises. A line ``[[1-packaging]]`` in its prose becomes the links to the lessons of
that assignment, each by its own title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.authoring.notebook import KERNEL, cell_id
from grader.authoring.source import Lesson, Problem
from grader.languages import LANGUAGES, own_name

INDEX = Path("index.ipynb")
"""Its place in ``notebooks/``."""

_LIST = re.compile(r"^\[\[([^\]\n]*)\]\]$", re.MULTILINE)


def index_path(root: Path) -> Path:
    """The source of the welcome notebook; not every course has one."""
    return root / "solutions" / "index.py"


def index_text(index: Lesson, lessons: Sequence[Lesson], languages: Sequence[str] = LANGUAGES) -> str:
    """The file that holds the welcome notebook, the same bytes every time."""
    ways_in = " · ".join(f"[{own_name(lang)}: {title(index, lang)}]({_anchor(index, lang)})" for lang in languages)
    cells = [new_markdown_cell(ways_in, id="languages")]
    for lang in languages:
        cells += _cells(index, lang, lessons)
    notebook = new_notebook(cells=cells, metadata={"course": {"lesson": INDEX.stem}, **KERNEL})
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def title(lesson: Lesson, lang: str) -> str:
    """The first heading of the lesson's first cell, or nothing where there is none."""
    first = next((cell.text[lang] for cell in lesson.cells if cell.kind == "prose"), "")
    heading = re.search(r"^# (.+)$", first, re.MULTILINE)
    return heading[1].strip() if heading else ""


def wrong_with_index(index: Lesson, lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """What would send a reader nowhere, or leave out a lesson."""
    assignments = list(dict.fromkeys(lesson.assignment for lesson in lessons))
    for cell in index.cells:
        if cell.kind == "answer":
            yield Problem(index.path, cell.line, "the welcome notebook has no exercises; move this one to a lesson")
    for lang in dict.fromkeys(lang for cell in index.cells for lang in cell.text):
        if not title(index, lang):
            yield Problem(index.path, 1, f"has no title in {lang}; begin its first cell with «# …»")
        for lesson in lessons:
            if not title(lesson, lang):
                yield Problem(lesson.path, 1, f"has no title in {lang}; begin its first cell with «# …»")
        listed: Counter[str] = Counter()
        for cell in index.cells:
            for found in _LIST.finditer(cell.text.get(lang, "")) if cell.kind == "prose" else ():
                listed[found[1]] += 1
                if found[1] not in assignments:
                    line = cell.lines[lang] + cell.text[lang].count("\n", 0, found.start())
                    yield Problem(index.path, line, f"«{found[1]}» is no assignment; write one of {', '.join(assignments)}")
        for assignment in assignments:
            if listed[assignment] != 1:
                message = f"lists «{assignment}» {listed[assignment]} times in {lang}; write the line [[{assignment}]] once"
                yield Problem(index.path, 1, message)


def _cells(index: Lesson, lang: str, lessons: Sequence[Lesson]) -> Iterator[NotebookNode]:
    seen: Counter[str] = Counter()
    for cell in index.cells:
        id = f"{cell_id(cell, seen)}-{lang}"
        if cell.kind == "prose":
            yield new_markdown_cell(_LIST.sub(lambda found: _links(found[1], lang, lessons), cell.text[lang]), id=id)
        else:
            yield new_code_cell(cell.text[lang], id=id)


def _links(assignment: str, lang: str, lessons: Sequence[Lesson]) -> str:
    here = [lesson for lesson in lessons if lesson.assignment == assignment]
    return "\n".join(f"- [{title(lesson, lang)}]({lang}/{lesson.id}.ipynb)" for lesson in here)


def _anchor(index: Lesson, lang: str) -> str:
    """Where JupyterLab puts the heading."""
    return "#" + title(index, lang).replace(" ", "-")
