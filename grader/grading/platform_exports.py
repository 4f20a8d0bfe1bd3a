"""``nbgrader export --exporter …``: points as Moodle and Canvas import them.

    nbgrader export --exporter grader.grading.export.MoodleExportPlugin --to moodle.csv
    nbgrader export --exporter grader.grading.export.CanvasExportPlugin --CanvasExportPlugin.template=gradebook.csv

Who submitted nothing has an empty cell, which changes nothing there. No cell is a formula.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nbgrader.api import Assignment, Gradebook, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Dict, Float, Unicode

from grader.doctor.findings import language
from grader.grading.cells import inert_cell
from grader.languages import Text, said
from grader.unseen import on_one_line

_IDENTITY = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_ALSO_IDENTITY = ("LastName", "FirstName", "Integration ID", "Root Account")
_POINTS_POSSIBLE = "    Points Possible"
"""As Canvas writes it, spaces included."""
_WITH_ID = re.compile(r"(?P<name>.*) \(\d+\)", re.DOTALL)


class _PlatformExport(ExportPlugin):
    """What both have in common: which assignments and students, and their points."""

    columns: Any = Dict(help="By assignment: what the platform calls it, such as {'1-packaging': 'Packaging (55)'}").tag(
        config=True
    )
    out_of = Float(0, help="The platform's maximum for each assignment; the course's own points if 0").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        assignments = [one for one in gradebook.assignments if not self.assignment or one.name in map(str, self.assignment)]
        students = sorted(
            (one for one in gradebook.students if not self.student or one.id in map(str, self.student)),
            key=lambda student: student.id,
        )
        rows = list(self._rows(gradebook, assignments, students))  # all of it, before a file is touched
        path = self.to or self._default_name
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
        self.log.info("Exporting grades to %s", path)

    _default_name = ""

    def _rows(
        self, gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Student]
    ) -> Iterable[Sequence[Any]]:
        raise NotImplementedError

    def _give_up(self, why: Text) -> NoReturn:
        """One line for a person, as nbgrader's own programs do it."""
        self.log.critical(on_one_line(said(why, language()), 1_000))
        sys.exit(1)

    def _warn(self, about: Text) -> None:
        self.log.warning(on_one_line(said(about, language()), 1_000))


class MoodleExportPlugin(_PlatformExport):
    """For Moodle's grade import: «map from» Email address or ID number, then each column to its grade item."""

    _default_name = "moodle.csv"

    def _rows(
        self, gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Student]
    ) -> Iterator[Sequence[Any]]:
        titles = [self.columns.get(assignment.name, assignment.name) for assignment in assignments]
        yield ["First name", "Last name", "ID number", "Email address", *titles]
        points = [_points(gradebook, assignment, self.out_of or assignment.max_score) for assignment in assignments]
        for student in students:
            is_email = "@" in student.id
            email, number = student.email or (student.id if is_email else ""), "" if is_email else student.id
            yield [student.first_name, student.last_name, number, email, *(of.get(student.id, "") for of in points)]


class CanvasExportPlugin(_PlatformExport):
    """For Canvas's gradebook import. With the gradebook that Canvas exports as template, every row and column is its own."""

    template = Unicode("", help="The gradebook that Canvas exported, as CSV").tag(config=True)
    _default_name = "canvas.csv"

    def _rows(
        self, gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Student]
    ) -> Iterator[Sequence[Any]]:
        if self.template:
            return self._as_template(gradebook, assignments, students)
        return self._plain(gradebook, assignments, students)

    def _plain(
        self, gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Student]
    ) -> Iterator[Sequence[Any]]:
        """Without a template an assignment that Canvas does not know by that name becomes a new one there."""
        most = [self.out_of or assignment.max_score for assignment in assignments]
        yield [*_IDENTITY, *(self.columns.get(assignment.name, assignment.name) for assignment in assignments)]
        yield [_POINTS_POSSIBLE, *[""] * (len(_IDENTITY) - 1), *map(_number, most)]
        points = [_points(gradebook, assignment, of) for assignment, of in zip(assignments, most, strict=True)]
        for student in students:
            name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
            identity = [name, student.lms_user_id or _canvas_number(student.id), "", student.id, ""]
            yield [*identity, *(of.get(student.id, "") for of in points)]

    def _as_template(
        self, gradebook: Gradebook, assignments: Sequence[Assignment], students: Sequence[Student]
    ) -> Iterator[Sequence[Any]]:
        header, possible, rows = self._read_template()
        identity = [index for index, title in enumerate(header) if title in (*_IDENTITY, *_ALSO_IDENTITY)]
        places = {assignment.name: self._place(assignment.name, header) for assignment in assignments}
        asked = list(places) if self.assignment else []
        wanted = [(assignment, place) for assignment in assignments if (place := places[assignment.name]) is not None]
        missing = [name for name in asked if places[name] is None] or ([] if wanted else list(places))
        if missing:
            self._give_up(self._no_column(", ".join(missing), header))
        points = [_points(gradebook, assignment, self._most(assignment, possible[place])) for assignment, place in wanted]
        columns = [*identity, *(place for _, place in wanted)]
        yield [header[column] for column in columns]
        yield [_POINTS_POSSIBLE, *(possible[column] for column in columns[1:])]
        by_name = {name: student.id for student in students for name in _names_of(student)}
        for student in students:
            by_name.setdefault(_canvas_number(student.id), student.id)
        seen = set()
        for row in rows:
            of = dict(zip(header, row, strict=False))
            known = (of.get(title, "").strip().casefold() for title in ("ID", "SIS Login ID", "SIS User ID"))
            id = next((by_name[name] for name in known if name and name in by_name), None)
            if id is not None:
                seen.add(id)
                yield [*(row[column] for column in identity), *(by.get(id, "") for by in points)]
        for student in students:
            if student.id not in seen and any(student.id in by for by in points):
                self._warn(
                    {
                        "es": f"{student.id}: no está en {self.template}; sus puntos no están en ninguna fila",
                        "en": f"{student.id}: is not in {self.template}; their points are in no row",
                    }
                )

    def _read_template(self) -> tuple[list[str], list[str], list[list[str]]]:
        """Its header, its row of points possible, and its students."""
        try:
            with Path(self.template).open(encoding="utf-8-sig", newline="") as file:
                text = file.read()
            first = text.partition("\n")[0]
            separator = max(",;\t", key=first.count)  # by Canvas's settings, as the reader's spreadsheet likes it
            rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=separator) if any(row)]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self._give_up(
                {
                    "es": f"{self.template}: no se puede leer ({error}); exporta de nuevo las calificaciones de Canvas",
                    "en": f"{self.template}: cannot be read ({error}); export the gradebook from Canvas again",
                }
            )
        header = [title.strip() for title in rows[0]] if rows else []
        starts = [index for index, row in enumerate(rows) if row[0].strip() == _POINTS_POSSIBLE.strip()]
        if "ID" not in header or not starts:
            self._give_up(
                {
                    "es": f"{self.template}: no es el libro de calificaciones de Canvas (le falta la columna ID o la fila "
                    "Points Possible); expórtalo de nuevo",
                    "en": f"{self.template}: is not Canvas's gradebook (it lacks the column ID or the row Points Possible); "
                    "export it again",
                }
            )
        rows = [row + [""] * (len(header) - len(row)) for row in rows]
        return header, rows[starts[0]], rows[starts[0] + 1 :]

    def _place(self, assignment: str, header: Sequence[str]) -> int | None:
        """The column of an assignment: the one that is configured, or else the one of that name."""
        if wanted := self.columns.get(assignment):
            return header.index(wanted) if wanted in header else None
        names = {
            _letters(match["name"]): index for index, title in enumerate(header) if (match := _WITH_ID.fullmatch(title))
        }
        bare = re.sub(r"^\d+\W+", "", assignment)  # «1-packaging» may be called «Packaging» there
        return names.get(_letters(assignment), names.get(_letters(bare)))

    def _no_column(self, assignments: str, header: Sequence[str]) -> Text:
        there = ", ".join(title for title in header if _WITH_ID.fullmatch(title))
        return {
            "es": f"{self.template}: no tiene columna para {assignments}; di cuál es con c.CanvasExportPlugin.columns en "
            f"nbgrader_config.py; las que hay: {there}",
            "en": f"{self.template}: has no column for {assignments}; say which it is by c.CanvasExportPlugin.columns in "
            f"nbgrader_config.py; there are: {there}",
        }

    def _most(self, assignment: Assignment, possible: str) -> float:
        """What the points are out of in Canvas; said, where it differs."""
        try:
            most = self.out_of or float(possible.replace(",", "."))
        except ValueError:
            return float(assignment.max_score)
        if most <= 0 or most == assignment.max_score:
            return float(assignment.max_score)
        here = assignment.max_score
        self._warn(
            {
                "es": f"{assignment.name}: aquí vale {here:g} y en Canvas {most:g}; los puntos se escalan",
                "en": f"{assignment.name}: is out of {here:g} here and {most:g} in Canvas; the points are scaled",
            }
        )
        return float(most)


def _cell(value: Any) -> str:
    return _POINTS_POSSIBLE if value == _POINTS_POSSIBLE else inert_cell(value)


def _points(gradebook: Gradebook, assignment: Assignment, out_of: float) -> dict[str, float | int]:
    """By student: the points after the late penalty, of those who submitted."""
    scale = out_of / assignment.max_score if assignment.max_score else 1
    return {
        submission.student.id: _number(max(0.0, submission.score - submission.late_submission_penalty) * scale)
        for submission in gradebook.assignment_submissions(assignment.name)
    }


def _number(value: float) -> float | int:
    """With two digits, as the platforms have it, and no more than it needs."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _canvas_number(id: str) -> str:
    """Canvas's number, which «grader collect» puts to the name."""
    match = re.fullmatch(r"(?:.*_)?(\d+)", id)
    return match[1] if match else ""


def _names_of(student: Student) -> set[str]:
    """By what Canvas may know a student."""
    known = [student.id, student.lms_user_id, student.email]
    return {name.strip().casefold() for name in known if name}


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())
