"""nbgrader's collector of downloaded files, which knows how Moodle, Canvas and people name them.

It sees all files before it says anything of the first: of two submissions of one student the newest is taken, and two people
of one name are told apart. Who wrote in which language does not matter: a notebook says which lesson it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import find_all_notebooks
from traitlets import Unicode

from grader.grading.autograde import timestamp
from grader.grading.intake import lesson_of, wrong_with_id
from grader.languages import LANGUAGES, Text
from grader.teaching.bundle import FOLDER
from grader.teaching.notes import Notes
from grader.teaching.platforms import Owner, joined, owner_of
from grader.teaching.roster import read_roster


@dataclass(frozen=True)
class _Candidate:
    """A notebook of a lesson, submitted by somebody."""

    path: Path
    parts: tuple[str, ...]
    owner: Owner
    lesson: str
    order: int


class PlatformCollector(FileNameCollectorPlugin):
    """Says of each extracted file whose it is and which lesson; nothing of what is left out, but a note why."""

    roster = Unicode("", help="Moodle's grading worksheet or Canvas's gradebook, as CSV: who the numbers are").tag(
        config=True
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.notes = Notes(self.log)

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """What nbgrader wants to know of a file: student_id, file_id, and the timestamp if there is a real one."""
        if self.named_regexp:  # the instructor knows better
            info: dict[str, str] | None = super().collect(submitted_file)
            if info and wrong_with_id(info.get("student_id", "")):
                self.notes.trouble(Path(submitted_file).parts[-1:], _bad_id(info.get("student_id", "")))
                return None
            return info
        return self._plan.get(Path(submitted_file))

    @cached_property
    def _plan(self) -> dict[Path, dict[str, str]]:
        app = self.parent
        extracted = Path(app._format_collect_path(app.extracted_directory))
        assignment = app.coursedir.assignment_id
        released = Path(app.coursedir.format_path(app.coursedir.release_directory, ".", assignment))
        lessons = [Path(name).stem for name in find_all_notebooks(str(released))]
        assignments = [path.name for path in released.parent.iterdir()] if released.parent.is_dir() else []
        roster = read_roster(Path(self.roster)) if self.roster else {}
        candidates = list(
            self._candidates(
                extracted, assignment, lessons, {*LANGUAGES, *assignments, *(FOLDER.format(lang=lang) for lang in LANGUAGES)}
            )
        )
        by_whom: dict[tuple[str, str], list[_Candidate]] = {}
        twice = _twice(candidates)
        for candidate in candidates:
            id = candidate.owner.id(roster, twice)
            if not id or wrong_with_id(id):
                self.notes.trouble(candidate.parts, _bad_id(id) if id else _NOBODYS)
            else:
                by_whom.setdefault((id, candidate.lesson), []).append(candidate)
        if shared := {name for name in twice if any(name in id for id, _ in by_whom)}:
            self.notes.add(sorted(shared), _SEVERAL_PEOPLE)
        return {
            chosen.path: self._about(id, chosen, others)
            for (id, lesson), several in by_whom.items()
            for chosen, others in [_newest(several)]
        }

    def _candidates(self, extracted: Path, assignment: str, lessons: list[str], nobody: set[str]) -> Iterable[_Candidate]:
        for order, path in enumerate(sorted(extracted.rglob("*"))):
            if not path.is_file() or path.name == "timestamp.txt":
                continue
            parts = path.relative_to(extracted).parts[1:]
            owner = owner_of(parts, lessons, nobody)
            if lesson := lesson_of(owner.file, path.read_bytes(), assignment, lessons):
                yield _Candidate(path, parts, owner, lesson, order)
            else:
                self.notes.trouble(parts, _not_of(assignment))

    def _about(self, id: str, chosen: _Candidate, others: list[_Candidate]) -> dict[str, str]:
        for other in others:
            self.notes.add(other.parts, _older(id, chosen))
        if chosen.owner.late:
            self.notes.add(chosen.parts, _LATE)
        about = {"student_id": id, "file_id": chosen.lesson}
        when = timestamp(chosen.path.parent)
        return about | ({"timestamp": when.isoformat(" ")} if when else {})


def _twice(candidates: Iterable[_Candidate]) -> set[str]:
    """The names under which Moodle has several people."""
    numbers: dict[str, set[str]] = {}
    for candidate in candidates:
        if candidate.owner.platform == "moodle":
            numbers.setdefault(joined(candidate.owner.name), set()).add(candidate.owner.number)
    return {name for name, of in numbers.items() if len(of) > 1}


def _newest(several: list[_Candidate]) -> tuple[_Candidate, list[_Candidate]]:
    """By Canvas's numbers or the timestamps, if all have them; or else by when the file was written."""
    stamps = {candidate.path: timestamp(candidate.path.parent) for candidate in several}

    def age(candidate: _Candidate) -> Any:
        if all(other.owner.file_number is not None for other in several):
            return candidate.owner.file_number, candidate.order
        if all(stamps.values()):
            return stamps[candidate.path], candidate.order
        return candidate.path.stat().st_mtime, candidate.order

    *others, chosen = sorted(several, key=age)
    return chosen, others


def _bad_id(id: str) -> Text:
    why = wrong_with_id(id)
    return {"es": f"el nombre del estudiante no puede ser un id: {id!a}", "en": f"the student's name cannot be an id: {why}"}


def _not_of(assignment: str) -> Text:
    return {"es": f"no es de la tarea {assignment}", "en": f"it is not of the assignment {assignment}"}


def _older(id: str, chosen: _Candidate) -> Text:
    newer = "/".join(chosen.parts)
    return {
        "es": f"hay otra entrega de {id}, más nueva, y se tomó esa: {newer}",
        "en": f"there is a newer submission of {id}, and that one was taken: {newer}",
    }


_LATE: Text = {"es": "llegó tarde, según Canvas", "en": "it came late, says Canvas"}
_NOBODYS: Text = {
    "es": "no dice de quién es; ponlo en una carpeta con el nombre del estudiante",
    "en": "it does not say whose it is; put it in a folder named after the student",
}
_SEVERAL_PEOPLE: Text = {
    "es": "son varias personas, y su número va con el nombre; con --roster cada una tiene su correo",
    "en": "are several people, and their number is put to the name; with --roster each has their e-mail address",
}
