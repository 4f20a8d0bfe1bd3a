"""The sources of a language's pages, in a folder, for Sphinx to read.

What stands where::

    index.md                        the home page
    <assignment>/index.md           the list of a unit's lessons
    <assignment>/<n>-<lesson>.ipynb
    guides/index.md, guides/*.md    README.md and docs/
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.authoring.index import index_path, title
from grader.authoring.source import Lesson, read_lesson
from grader.site.documents import Document, page_text
from grader.site.words import words

_UNIT = re.compile(r"^#+ (.+)\n+\[\[([^\]\n]+)\]\]$", re.MULTILINE)
"""In the welcome, the heading of a list of lessons."""


@dataclass(frozen=True)
class Tree:
    """All that one language's pages are made of."""

    lang: str
    title: str
    units: dict[str, str]
    """By assignment, what it is called."""
    lessons: Sequence[Lesson]
    notebooks: Mapping[str, NotebookNode]
    """By the lesson's id."""
    documents: Sequence[Document]


def units(root: Path, lessons: Sequence[Lesson], lang: str, languages: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The course's title and its units' titles, from the welcome; the assignments' names where there is none."""
    names = {lesson.assignment: lesson.assignment for lesson in lessons}
    if not index_path(root).is_file():
        return words("course", lang), names
    index = read_lesson(index_path(root), languages)
    prose = "\n\n".join(cell.text[lang] for cell in index.cells if cell.kind == "prose")
    told = {assignment: heading for heading, assignment in _UNIT.findall(prose)}
    return title(index, lang), names | {assignment: told[assignment] for assignment in names if assignment in told}


def write_pages(tree: Tree, folder: Path) -> None:
    """Write every source of the language's pages."""
    texts = {"index.md": _home(tree)}
    for unit, heading in tree.units.items():
        names = [lesson.name for lesson in tree.lessons if lesson.assignment == unit]
        texts[f"{unit}/index.md"] = f"# {heading}\n\n{_toctree(names)}"
    shown = [document for document in tree.documents if tree.lang in document.text]
    if shown:
        texts["guides/index.md"] = f"# {words('guides', tree.lang)}\n\n{_toctree([document.page for document in shown])}"
    for document in shown:
        text, pictures = page_text(document, tree.lang, shown)
        texts[f"guides/{document.page}.md"] = text
        (folder / "guides/img").mkdir(parents=True, exist_ok=True)
        for picture in pictures:
            shutil.copy(picture, folder / "guides/img")
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for id, notebook in tree.notebooks.items():
        nbformat.write(notebook, folder / f"{id}.ipynb")


def _home(tree: Tree) -> str:
    return "\n\n".join(_home_parts(tree)) + "\n"


def _home_parts(tree: Tree) -> Iterator[str]:
    lang = tree.lang
    yield f"# {tree.title}"
    yield words("welcome", lang)
    for unit, heading in tree.units.items():
        here = [lesson for lesson in tree.lessons if lesson.assignment == unit]
        yield f"## {heading}"
        yield "\n".join(f"- [{title(lesson, lang) or lesson.name}]({lesson.id}.ipynb)" for lesson in here)
    shown = [document for document in tree.documents if lang in document.text]
    if shown:
        yield f"## {words('guides', lang)}"
        yield "\n".join(f"- [](guides/{document.page}.md)" for document in shown)
    sections = [*tree.units, *(["guides"] if shown else [])]
    yield _toctree([f"{section}/index" for section in sections], ":hidden:")


def _toctree(pages: Sequence[str], *options: str) -> str:
    return "\n".join(["```{toctree}", *options, "", *pages, "```"]) + "\n"
