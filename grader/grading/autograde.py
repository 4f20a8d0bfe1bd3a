"""nbgrader's Autograde, which reads a clean copy of each submission, and never the submission itself.

nbgrader would copy every file that stands in a submission, whatever it is, and give a student up over one notebook that it
cannot read. It has no setting for either, so this class takes the place of its own in ``nbgrader_config.py``.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext, suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import converters
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import NbGraderException
from traitlets import Int

from grader.grading.intake import Intake, submissions, take_in
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.grading.pool import default_jobs, processes
from grader.grading.work import Done, Work, do


class Autograde(converters.Autograde):
    """Grades who can be graded, and only then raises NbGraderException if somebody could not."""

    jobs = Int(0, help="Notebooks at once; by cores and memory if 0").tag(config=True)

    def __init__(self, coursedir: Any = None, *, done: Mapping[str, Done] | None = None, **traits: Any) -> None:
        """``done`` holds what was executed and judged already, by the digest of its work."""
        super().__init__(coursedir, **traits)
        self._done = dict(done or {})
        self._under_way: dict[str, Future[Done]] = {}

    def take(self, work: Work) -> Done:
        """What comes of a work, by whoever does it."""
        with suppress(BrokenProcessPool, KeyError):
            return self._under_way[work.digest].result()
        return self._done.get(work.digest) or do(work)

    def works(self, student: str) -> list[Work]:
        """What there is to execute and judge in a student's submission; nothing is written."""
        assignment = self.coursedir.assignment_id
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

    def _begin(self, students: Sequence[str], executor: Executor) -> None:
        """Have the works of these students done, in this order, while nbgrader goes from one to the next."""
        for student in students:
            with suppress(Exception):  # nbgrader comes to it, and says what is wrong
                if self.force or not self._is_there(student):
                    for work in self.works(student):
                        if work.digest not in self._under_way:
                            self._under_way[work.digest] = executor.submit(do, work)

    def _is_there(self, student: str) -> bool:
        """Whether nbgrader will leave this student alone: there is a graded copy, and it does not tell that it is older."""
        assignment = self.coursedir.assignment_id
        source, copy = self._submitted / student / assignment, Path(self._format_dest(assignment, student))
        return copy.exists() and not (source / "timestamp.txt").exists()

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        resources["nbgrader"] |= _about(self._taken, resources["nbgrader"]["notebook"])
        return resources

    def convert_notebooks(self) -> None:
        students = [os.path.basename(os.path.dirname(source)) for source in sorted(self.assignments)]
        jobs = min(self.jobs or default_jobs(), len(students))
        try:
            with processes(jobs) if jobs > 1 else nullcontext() as executor:
                if executor:
                    self._begin(students, executor)
                super().convert_notebooks()
        finally:
            for trouble in self.troubles:
                self.log.error(trouble)
        if self.troubles:
            raise NbGraderException("; ".join(self.troubles))


def _about(taken: Intake, lesson: str) -> dict[str, Any]:
    """What Rebuild is to know of a notebook besides what it holds."""
    return {"mended": taken.notebooks.get(lesson, []), "unreadable": lesson in taken.unreadable}
