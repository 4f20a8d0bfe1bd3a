"""nbgrader's Autograde, which reads a clean copy of each submission, and never the submission itself.

nbgrader would copy every file that stands in a submission, whatever it is, and give a student up over one notebook that it
cannot read. It has no setting for either, so this class takes the place of its own in ``nbgrader_config.py``.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import converters
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import NbGraderException

from grader.grading.intake import Intake, submissions, take_in
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.grading.work import Done, Work


class Autograde(converters.Autograde):
    """Grades who can be graded, and only then raises NbGraderException if somebody could not."""

    def __init__(self, coursedir: Any = None, *, done: Mapping[str, Done] | None = None, **traits: Any) -> None:
        """``done`` holds what was executed and judged already, by the digest of its work."""
        super().__init__(coursedir, **traits)
        self._done = dict(done or {})

    def works(self) -> list[Work]:
        """What there is to execute and judge in the submission of ``coursedir.student_id``; nothing is written."""
        assignment, student = self.coursedir.assignment_id, self.coursedir.student_id
        execute = ExecuteAndJudge(parent=self)
        with tempfile.TemporaryDirectory(prefix="submissions-", ignore_cleanup_errors=True) as copies:
            copy = Path(copies, student)
            taken = take_in(self._submitted / student / assignment, copy, self._lessons(assignment), self.coursedir.ignore)
            source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment))
            shutil.copytree(
                source, copy, ignore=shutil.ignore_patterns("*.ipynb", *self.coursedir.ignore), dirs_exist_ok=True
            )
            works = []
            for lesson in taken.notebooks:
                resources = {"nbgrader": {"student": student, "assignment": assignment, "notebook": lesson}}
                resources["nbgrader"] |= _about(taken, lesson)
                rebuilt, _ = Rebuild(parent=self).preprocess(nbformat.read(copy / f"{lesson}.ipynb", 4), resources)
                works.append(execute.work(nbformat.reads(nbformat.writes(rebuilt), 4), copy))
            return works

    def start(self) -> None:
        self.troubles: list[str] = []
        """A line for each thing that could not be graded."""
        self._taken = Intake()
        with tempfile.TemporaryDirectory(prefix="submissions-", ignore_cleanup_errors=True) as copies:
            self._copies = Path(copies)
            super().start()

    def init_notebooks(self) -> None:
        course = self.coursedir
        students, self.troubles = submissions(self._submitted, course.assignment_id, course.student_id)
        self.assignments: dict[str, list[str]] = {
            self._format_source(course.assignment_id, student): [] for student in students
        }
        if not students and not self.troubles:
            message = f"{self._submitted}: holds no submission for {course.assignment_id} of {course.student_id}"
            self.log.error(message)
            raise NbGraderException(message)

    @property
    def _submitted(self) -> Path:
        return Path(self.coursedir.root, self.coursedir.submitted_directory)

    def _format_source(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        if not self._sanitizing:
            return super()._format_source(assignment_id, student_id, escape=escape)
        copies, separator = str(self._copies), os.path.sep
        if escape:
            copies, separator = re.escape(copies), re.escape(separator)
        return separator.join([copies, student_id, assignment_id])

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        for graded in self._copies.iterdir():
            shutil.rmtree(graded)
        folder, copy = self._submitted / student_id / assignment_id, Path(self._format_source(assignment_id, student_id))
        self._taken = take_in(folder, copy, self._lessons(assignment_id), self.coursedir.ignore)
        self.notebooks = [str(copy / f"{lesson}.ipynb") for lesson in self._taken.notebooks]
        if not super().init_destination(assignment_id, student_id):
            return False
        for unreadable in self._taken.unreadable.values():
            self.troubles.append(f"{folder}/{unreadable}; ask the student to save and submit it again")
        return True

    def _lessons(self, assignment_id: str) -> list[str]:
        """The assignment's notebooks in the gradebook, of those that the command line asks for."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                names = [notebook.name for notebook in gradebook.find_assignment(assignment_id).notebooks]
            except MissingEntry:
                raise NbGraderException(f"{assignment_id}: is not in the gradebook; run «grader build»") from None
        return [name for name in names if fnmatchcase(name, self.coursedir.notebook_id)]

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        resources["nbgrader"] |= _about(self._taken, resources["nbgrader"]["notebook"]) | {"done": self._done}
        return resources

    def convert_notebooks(self) -> None:
        try:
            super().convert_notebooks()
        finally:
            for trouble in self.troubles:
                self.log.error(trouble)
        if self.troubles:
            raise NbGraderException("; ".join(self.troubles))


def _about(taken: Intake, lesson: str) -> dict[str, Any]:
    """What Rebuild is to know of a notebook besides what it holds."""
    return {"mended": taken.notebooks.get(lesson, []), "unreadable": lesson in taken.unreadable}
