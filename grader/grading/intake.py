"""Take in what a student submitted: a clean copy in a folder of ours, the only one that is read from then on.

Nothing of the student's is changed or deleted. What cannot be used is left out and said in the feedback; a notebook that
cannot be read costs only itself.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.utils import parse_utc

from grader.grading.files import NOTEBOOK, read_files
from grader.grading.reading import Unreadable, language_of, read_notebook
from grader.languages import LANGUAGES, ORIGINAL, Text, said
from grader.unseen import visible

MAX_STUDENT = 128
"""Characters of a student's id, as many as the gradebook has room for."""

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,9})?)?( ?([A-Z]{1,5}|[+-]\d\d:?\d\d))?", re.ASCII)
"""When it was submitted, as nbgrader writes it."""


def submissions(submitted: Path, assignment: str, student: str = "*") -> tuple[list[str], list[str]]:
    """The students (of those that the pattern means) who submitted, and a line for each folder that cannot be one's."""
    students, troubles = [], []
    for name in sorted(os.listdir(submitted)) if submitted.is_dir() else []:
        folder = submitted / name
        if name.startswith(".") or not (name == student or fnmatchcase(name, student)):
            continue
        if folder.is_symlink() or (folder / assignment).is_symlink():
            wrong = "it is a link, put a folder in its place"
        elif (folder / assignment).is_dir():
            wrong = wrong_with_id(name)
        else:
            continue
        if wrong:
            troubles.append(f"{submitted / shown(name) / assignment}: was not graded; {wrong}")
        else:
            students.append(name)
    return students, troubles


def wrong_with_id(name: str) -> str:
    """Why a folder's name cannot be an id, in patterns, terminals and gradebooks; empty if it can."""
    if len(name) > MAX_STUDENT:
        return f"an id has at most {MAX_STUDENT} characters, rename the folder"
    if not name.isprintable() or name != name.strip() or set(name) & set('*?[]\\<>"&'):
        return 'an id has no invisible characters, no spaces around it and none of * ? [ ] \\ < > " &, rename the folder'
    return ""


def shown(name: str) -> str:
    """A name that a student chose, as it may stand in a message."""
    short = name if len(name) <= 80 else f"{name[:80]}…"
    return visible(short).replace("\n", r"\n").replace("\t", r"\t")


@dataclass
class Intake:
    """What the copy of a submission holds."""

    notebooks: dict[str, list[Text]] = field(default_factory=dict)
    """By the name of their lesson: what was mended in them."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Those in whose place stands an empty notebook: the file that could not be read, and why."""


def take_in(folder: Path, copy: Path, lessons: Sequence[str], ignore: Sequence[str] = ()) -> Intake:
    """Make ``copy`` of a submission's ``folder``: the notebooks of these lessons, and other files that are not ignored."""
    copy.mkdir(parents=True)
    candidates: list[_Candidate] = []
    left_out: dict[str, list[str]] = {}
    reasons: dict[str, Text] = {}
    notes = []
    for path, data in read_files(folder, {f"{lesson}.ipynb" for lesson in lessons}, ignore):
        if NOTEBOOK.search(path):
            candidates.append(_Candidate.of(path, data))
        elif path == "timestamp.txt" and not _is_timestamp(data):
            notes.append(_no_timestamp())
        elif isinstance(data, bytes):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(data)
        else:
            reasons[str(data)] = data.why
            left_out.setdefault(str(data), []).append(path)
    notes += [_left_out(paths, reasons[why]) for why, paths in left_out.items()]
    return _settle(candidates, copy, folder.name, lessons, notes)


@dataclass
class _Candidate:
    """A file that may be the notebook of a lesson."""

    path: str
    notebook: NotebookNode | None = None
    notes: list[Text] = field(default_factory=list)
    why: Text = field(default_factory=dict)
    """Why it could not be read."""

    @classmethod
    def of(cls, path: str, data: bytes | Unreadable) -> _Candidate:
        try:
            if isinstance(data, Unreadable):
                raise data
            return cls(path, *read_notebook(data))
        except Unreadable as error:
            return cls(path, why=error.why)

    def lesson(self, assignment: str, lessons: Sequence[str]) -> str | None:
        """Which lesson it is by its name, or else by what the notebook itself says, or else by a part of its name."""
        exact = {f"{lesson}.ipynb": lesson for lesson in lessons}
        says = self.notebook.metadata.course.get("lesson") if self.notebook else None
        told = {f"{assignment}/{lesson}": lesson for lesson in lessons}
        name = _letters(os.path.basename(self.path))
        inside = sorted((lesson for lesson in lessons if _letters(lesson) in name), key=len)
        clear = inside and all(_letters(lesson) in _letters(inside[-1]) for lesson in inside)
        return exact.get(self.path) or told.get(str(says)) or (inside[-1] if clear else None)


def lesson_of(name: str, data: bytes, assignment: str, lessons: Sequence[str]) -> str | None:
    """Which lesson of the assignment a file is, by its name or by what it says itself; None if it is none of them."""
    return _Candidate.of(name, data).lesson(assignment, lessons)


def _letters(name: str) -> str:
    """The letters and digits of a name, without case: what stays when somebody's system or browser changes it."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _settle(
    candidates: Sequence[_Candidate], copy: Path, assignment: str, lessons: Sequence[str], notes: Sequence[Text]
) -> Intake:
    """Write the notebook of each lesson into the copy. Where only some were submitted, the others are left to nbgrader."""
    of: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        if lesson := candidate.lesson(assignment, lessons):
            of.setdefault(lesson, []).append(candidate)
    languages = (language_of(candidate.notebook) for candidate in candidates if candidate.notebook)
    lang = next((lang for lang in languages if lang), LANGUAGES[0])
    intake = Intake()
    for lesson in of or lessons:
        name, several = f"{lesson}.ipynb", of.get(lesson, [])
        chosen = _choose(several, name)
        if chosen:
            notebook, mended = chosen.notebook, chosen.notes
            others = [candidate.path for candidate in several if candidate is not chosen]
            if others or chosen.path != name:
                mended = [_chosen(chosen.path, others), *mended]
        else:
            path, why = _why_none(several, name)
            notebook, mended = new_notebook(metadata={"course": {"lang": lang}}), [_not_read(path, why)]
            intake.unreadable[lesson] = f"{shown(path)}: is not a notebook ({said(why, ORIGINAL)})"
        intake.notebooks[lesson] = [*mended, *notes]
        nbformat.write(notebook, copy / name)
    return intake


def _choose(several: Sequence[_Candidate], name: str) -> _Candidate | None:
    """The readable candidate, or of several the one with the right name. None is guessed."""
    readable = [candidate for candidate in several if candidate.notebook]
    right = [candidate for candidate in readable if candidate.path == name] or readable
    return right[0] if len(right) == 1 else None


def _why_none(several: Sequence[_Candidate], name: str) -> tuple[str, Text]:
    """The file that could not be chosen, and why."""
    readable = [candidate.path for candidate in several if candidate.notebook]
    if readable:
        return name, _several(readable)
    return (several[0].path, several[0].why) if several else (name, _NO_NOTEBOOK)


def _is_timestamp(data: bytes | Unreadable) -> bool:
    text = data[:100].decode("ascii", errors="replace").strip() if isinstance(data, bytes) else ""
    try:
        return bool(_TIMESTAMP.fullmatch(text) and parse_utc(text))
    except (ValueError, OverflowError):
        return False


_NO_NOTEBOOK: Text = {
    "es": "la entrega no contiene ningún notebook de esta tarea",
    "en": "the submission holds no notebook of this assignment",
}


def _several(paths: Sequence[str]) -> Text:
    return {
        "es": f"hay varios que podrían serlo: {_list(paths)}; deja solo uno",
        "en": f"there are several that could be it: {_list(paths)}; leave only one",
    }


def _not_read(path: str, why: Text) -> Text:
    return {
        "es": f"No se pudo leer el notebook «{shown(path)}» ({said(why, 'es')}) y sus ejercicios no suman puntos. "
        "Ábrelo en Jupyter, guárdalo y entrégalo de nuevo.",
        "en": f"The notebook “{shown(path)}” could not be read ({said(why, 'en')}), so its exercises earn no points. "
        "Open it in Jupyter, save it and submit it again.",
    }


def _chosen(path: str, others: Sequence[str]) -> Text:
    if others:
        return {
            "es": f"Se corrigió el notebook «{shown(path)}», y no {_list(others)}.",
            "en": f"The notebook “{shown(path)}” was graded, and not {_list(others)}.",
        }
    return {
        "es": f"Se corrigió el notebook «{shown(path)}», aunque debía tener otro nombre.",
        "en": f"The notebook “{shown(path)}” was graded, although it should have another name.",
    }


def _left_out(paths: Sequence[str], why: Text) -> Text:
    return {
        "es": f"Al corregir se dejó fuera: {_list(paths)} ({said(why, 'es')}).",
        "en": f"Left out of the grading: {_list(paths)} ({said(why, 'en')}).",
    }


def _no_timestamp() -> Text:
    return {
        "es": "La fecha de entrega (timestamp.txt) no se entiende; no se tuvo en cuenta.",
        "en": "The date of submission (timestamp.txt) makes no sense; it was not taken into account.",
    }


def _list(paths: Sequence[str]) -> str:
    return ", ".join(map(shown, paths[:5])) + (", …" if len(paths) > 5 else "")
