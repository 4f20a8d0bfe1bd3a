"""``nbgrader export``: the grade book as CSV, in which no cell is a formula for the spreadsheet that opens it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from grader.grading.cells import inert_cell
from grader.grading.platform_exports import CanvasExportPlugin, MoodleExportPlugin

__all__ = ["CanvasExportPlugin", "InertCsvExportPlugin", "MoodleExportPlugin", "inert_cell"]

_COLUMNS = """
    assignment duedate timestamp student_id last_name first_name email raw_score late_submission_penalty score max_score
""".split()


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
