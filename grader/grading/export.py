"""``nbgrader export``: the grade book as CSV, in which no cell is a formula for the spreadsheet that opens it.

A cell that begins with ``= + - @`` is one. So is what follows a semicolon where the spreadsheet takes that for the
separator, as it does in Spanish. An apostrophe before it makes it text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from grader.unseen import on_one_line

_COLUMNS = """
    assignment duedate timestamp student_id last_name first_name email raw_score late_submission_penalty score max_score
""".split()
_FORMULA = re.compile(r"(^|[,;|])(?=[\s\"'`]*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


class InertCsvExportPlugin(CsvExportPlugin):
    """nbgrader's, with the same columns and options."""

    def export(self, gradebook: Gradebook) -> None:
        path = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", path)
        with open(path, "w", encoding="utf-8", newline="") as file:
            sheet = csv.writer(file, lineterminator="\n")
            sheet.writerow(_COLUMNS)
            for row in self._rows(gradebook):
                sheet.writerow(inert_cell(row[column]) for column in _COLUMNS)

    def _rows(self, gradebook: Gradebook) -> Iterable[dict[str, Any]]:
        """One for every student and assignment; who submitted nothing has no points."""
        students = {str(student) for student in self.student}
        assignments = {str(assignment) for assignment in self.assignment}
        for assignment in gradebook.assignments:
            for student in sorted(gradebook.students, key=lambda student: student.id):  # whoever was graded first
                if (assignments and assignment.name not in assignments) or (students and student.id not in students):
                    continue
                try:
                    submission = gradebook.find_submission(assignment.name, student.id)
                    timestamp, points, penalty = submission.timestamp, submission.score, submission.late_submission_penalty
                except MissingEntry:
                    timestamp, points, penalty = None, 0.0, 0.0
                yield {
                    "assignment": assignment.name,
                    "duedate": assignment.duedate,
                    "timestamp": timestamp,
                    "student_id": student.id,
                    "last_name": student.last_name,
                    "first_name": student.first_name,
                    "email": student.email,
                    "raw_score": points,
                    "late_submission_penalty": penalty,
                    "score": max(0.0, points - penalty),
                    "max_score": assignment.max_score,
                }


def inert_cell(value: Any) -> str:
    """A value as a cell: numbers as they are, text on one line and never a formula."""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = on_one_line(str(value), 1_000)
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)
