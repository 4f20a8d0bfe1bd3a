"""A lesson as it was released, found near somebody who works in ``notebooks/`` and may have no other copy of it.

The build keeps one to itself. Where there is none, a notebook that nobody has worked in does, or the lesson's source; and
if all there is has been worked in, that is what remains.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

import grader
from grader.authoring.publish import was_run
from grader.authoring.solution import stub
from grader.exercises import STUB_WORDS, Exercise
from grader.languages import LANGUAGES

COURSE = Path(grader.__file__).parents[1]
"""The course that this program is part of."""


def roots(root: Path) -> list[Path]:
    """Where to look for the course: in ``root``, and where this program is."""
    return list(dict.fromkeys([root.resolve(), COURSE]))


def release_folder(lesson: str, lang: str, mine: Path, folders: Sequence[Path], scratch: Path) -> Path | None:
    """The folder of a release of ``lesson``, other than ``mine``; ``folders`` are looked at first. None if there is none.

    A release that has to be made is made in ``scratch``.
    """
    inside = f"{lesson}.ipynb"
    found = [folder for folder in folders if (folder / inside).is_file()]
    for folder in found:
        if not _same(folder / inside, mine) and is_untouched(folder / inside):
            return folder
    if text := _made(lesson, lang):
        path = scratch / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return scratch
    return found[0] if found else None


def releases(root: Path, lang: str) -> list[Path]:
    """Where releases in ``lang`` lie: what the build keeps, and what people work in."""
    return [where / place / lang for place in ("build/release", "notebooks") for where in roots(root)]


def stub_of(exercise: Exercise, mine: Path, root: Path) -> str | None:
    """What stood in the answer cell: the same in every language. None where every copy has been worked in."""
    lesson = f"{exercise.assignment}/{exercise.lesson}"
    for path in (folder / f"{lesson}.ipynb" for lang in LANGUAGES for folder in releases(root, lang)):
        if not _same(path, mine):
            for id, source in _answers(path):
                if id == exercise.id and STUB_WORDS in source:
                    return source
    answer = _answers_of_source(lesson).get(exercise.id)
    return None if answer is None else stub(answer)


def is_untouched(path: Path) -> bool:
    """Whether nobody has run a cell of it or written an answer."""
    return not was_run(path) and all(STUB_WORDS in source for _, source in _answers(path))


def _answers(path: Path) -> Iterator[tuple[str, str]]:
    """By exercise, the text of its answer cells."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    except (OSError, ValueError, AttributeError):
        return
    for cell in cells:
        part: dict[str, Any] = cell.get("metadata", {}).get("nbgrader", {})
        if part.get("solution"):
            yield str(part.get("grade_id", "")).removesuffix("_answer"), "".join(cell.get("source", ""))


def _answers_of_source(lesson: str) -> dict[str, str]:
    from grader.authoring.source import read_lesson

    path = COURSE / "solutions" / f"{lesson}.py"
    return read_lesson(path).answers if path.is_file() else {}


def _made(lesson: str, lang: str) -> str | None:
    """The release, from the lesson's source: what nbgrader would make of it, as far as grading looks at it."""
    from grader.authoring.notebook import notebook_text
    from grader.authoring.source import read_lesson
    from grader.exercises import load_exercises

    path = COURSE / "solutions" / f"{lesson}.py"
    if not path.is_file():
        return None
    notebook = nbformat.reads(notebook_text(read_lesson(path), lang, load_exercises()), as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = stub(cell.source)
    return str(nbformat.writes(notebook))


def _same(path: Path, mine: Path) -> bool:
    return path.exists() and mine.exists() and path.samefile(mine)
