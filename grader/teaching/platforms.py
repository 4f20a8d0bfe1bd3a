"""Whose file is it? How Moodle, Canvas and people name what is submitted.

Moodle        Ana García_123456_assignsubmission_file/1-serialization.ipynb      a folder for each student, or, as it may be
              Ana García_123456_assignsubmission_file_1-serialization.ipynb      wished there, a file; the number is the
                                                                                 participant's, another in each assignment
Canvas        garcíaana_LATE_12345_67890_1-serialization-1.ipynb                 the person's number, then the file's;
              anon_x7Ab9_67890_1-serialization.ipynb                             «-1» is a second try; or anonymous
nbgrader      ana/1-packaging/1-serialization.ipynb                              and beside it timestamp.txt
anybody       ana/1-serialization.ipynb, ana.zip, ana_1-serialization.ipynb
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_file(?:_(?P<file>.*))?", re.DOTALL)
_CANVAS = re.compile(
    r"(?:(?P<name>\w+?)_)??(?:(?P<late>LATE|late)_)?(?P<number>\d+|anon_\w+?)_(?P<file_number>\d+)_(?P<file>.+)"
)
_SHELVES = {"submitted", "notebooks", "downloads", "descargas", "entregas"}
"""Folders that are nobody's."""


@dataclass(frozen=True)
class Owner:
    """Who submitted a file, as far as its place tells."""

    name: str
    """A person's name or id; empty if nothing tells."""
    file: str
    """The file's own name."""
    number: str = ""
    """By which the platform knows the person."""
    file_number: int | None = None
    """Of two files of Canvas, the higher one came later."""
    late: bool = False
    platform: str = ""

    def id(self, roster: Mapping[str, str], twice: Collection[str] = ()) -> str:
        """Whose folder it is: by the roster, if it knows the number, or else the name.

        Canvas's number is the person's, so it stays with the name. Moodle's is another in each assignment: it comes in only
        where two people have one name (``twice``).
        """
        if self.number in roster:
            return roster[self.number]
        name = joined(self.name)
        if self.platform == "canvas":
            return f"{name}_{self.number}" if name else self.number
        return f"{name}-{self.number}" if name in twice else name


def joined(name: str) -> str:
    """A person's name in one piece, however a system composes its letters."""
    return "-".join(unicodedata.normalize("NFC", name).split())


def owner_of(parts: Sequence[str], lessons: Sequence[str], nobody: Collection[str]) -> Owner:
    """Whose the file at ``parts`` is; folders named as one of ``nobody`` (languages, assignments) say nothing."""
    *folders, file = parts
    for part in parts:
        if match := _MOODLE.fullmatch(part):
            own = match["file"] if part == file and match["file"] else file
            return Owner(match["name"], own, match["number"], platform="moodle")
    for part in parts:  # in a folder, if a student's own zip was opened
        if match := _CANVAS.fullmatch(part):
            own = match["file"] if part == file else file
            number, late = match["number"], bool(match["late"])
            return Owner(match["name"] or "", own, number, int(match["file_number"]), late, "canvas")
    if prefix := _before_lesson(file, lessons):
        return Owner(prefix, file[len(prefix) :].lstrip("_- "))
    if packed := next((part for part in folders if part.lower().endswith(".zip")), ""):  # the student's own
        return Owner(packed[: -len(".zip")], file)
    shelves = {*_SHELVES, *nobody, *lessons}
    named = [part for part in folders if part.casefold() not in shelves]
    return Owner(named[-1] if named else "", file)


def _before_lesson(file: str, lessons: Sequence[str]) -> str:
    """What stands before the lesson's name in the name of a file."""
    for lesson in lessons:
        before, found, _ = file.partition(lesson)
        if found and before.strip("_- "):
            return before.rstrip("_- ")
    return ""
