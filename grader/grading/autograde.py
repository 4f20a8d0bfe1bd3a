"""nbgrader's Autograde, which reads a clean copy of each submission, and never the submission itself.

nbgrader would copy every file that stands in a submission, whatever it is, and give a student up over one notebook that it
cannot read; and it would execute one notebook after another. It has no setting for that, so this class takes the place of
its own in ``nbgrader_config.py``: workers execute and judge, and this process alone writes, whoever is done first.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import converters
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import NbGraderException
from nbgrader.utils import parse_utc, temp_attrs
from traitlets import Int, Unicode

from grader.grading import pool
from grader.grading.intake import Intake, submissions, take_in
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.grading.work import Done, Work, do
from grader.unseen import on_one_line

Tell = Callable[[int, int, Sequence[str]], None]
"""Is told how many submissions are graded, of how many, and the new troubles."""

_LONGEST_TIMESTAMP = 100


class Autograde(converters.Autograde):
    """Grades who can be graded, and only then raises NbGraderException if somebody could not."""

    jobs = Int(0, help="Notebooks at once; by cores and memory if 0").tag(config=True)
    scheduler = Unicode("", help="A Dask scheduler whose workers do it, tcp://host:8786; this machine's if empty").tag(
        config=True
    )

    def __init__(
        self,
        coursedir: Any = None,
        *,
        students: Sequence[str] | None = None,
        tell: Tell = lambda done, of, troubles: None,
        after: Callable[[str], Iterable[str]] = lambda student: (),
        **traits: Any,
    ) -> None:
        """Grade ``students``, or else those that the course's configuration means.

        ``after`` is called when a student is graded, and gives the troubles that came of it.
        """
        super().__init__(coursedir, **traits)
        self._students, self._tell, self._after = students, tell, after
        self._done: dict[str, Done] = {}
        self._taken: dict[str, Intake] = {}

    def take(self, work: Work) -> Done:
        """What came of a work."""
        return self._done.get(work.digest) or do(work)

    def start(self) -> None:
        self.troubles: list[str] = []
        """A line for each thing that could not be graded."""
        with tempfile.TemporaryDirectory(prefix="submissions-", ignore_cleanup_errors=True) as copies:
            self._copies = Path(copies)
            super().start()

    def init_notebooks(self) -> None:
        course = self.coursedir
        found, self.troubles = submissions(self._submitted, course.assignment_id, course.student_id)
        excluded = course.student_id_exclude.split(",")
        self._todo = [
            student for student in found if student not in excluded and (self._students is None or student in self._students)
        ]
        if not found and not self.troubles:
            message = f"{self._submitted}: holds no submission for {course.assignment_id} of {course.student_id}"
            self.log.error(message)
            raise NbGraderException(message)

    def convert_notebooks(self) -> None:
        todo = [student for student in self._todo if self.force or not self.is_graded(student)]
        for student in sorted({*self._todo} - {*todo}):
            self.log.info("Skipping existing assignment: %s", student)
        self._report(0, len(todo), self.troubles)
        with closing(self._done_by_workers(todo)) as done:
            for number, (student, came) in enumerate(done, 1):
                told = came if isinstance(came, list) else self._write(student, came)
                self.troubles += told
                self._report(number, len(todo), told)
        if self.troubles:
            raise NbGraderException("; ".join(self.troubles))

    def _report(self, done: int, of: int, troubles: Sequence[str]) -> None:
        for trouble in troubles:
            self.log.error(trouble)
        self._tell(done, of, troubles)

    def _done_by_workers(self, students: Sequence[str]) -> Generator[tuple[str, dict[str, Done] | list[str]], None, None]:
        """Each student with what workers made of the notebooks, or with the troubles for which nothing came of them."""
        missing: Counter[str] = Counter()
        done: dict[str, dict[str, Done]] = {student: {} for student in students}
        lost: dict[str, list[str]] = {student: [] for student in students}
        without_work: list[str] = []

        def tasks() -> Iterator[tuple[tuple[str, int], Work]]:
            for student in students:
                works: list[Work] = []
                with suppress(Exception):  # what cannot be prepared, nbgrader comes to below, and says why
                    works = self.works(student)
                missing[student] = len(works)
                if not works:
                    without_work.append(student)
                yield from (((student, number), work) for number, work in enumerate(works))

        for (student, _), result in pool.run(do, tasks(), self._workers(len(students))):
            missing[student] -= 1
            if isinstance(result, Done):
                done[student][result.digest] = result
            else:
                lost[student].append(f"{self._folder(student)}: was not graded; {on_one_line(str(result))}")
            if not missing[student]:
                yield student, lost.pop(student) or done.pop(student)
                done.pop(student, None)
        for student in without_work:
            yield student, {}

    def _workers(self, students: int) -> pool.Open:
        jobs = min(self.jobs or pool.default_jobs(), students)
        if self.scheduler:
            return partial(pool.cluster, self.scheduler)
        return partial(pool.processes, jobs) if students > 1 else pool.here

    def works(self, student: str) -> list[Work]:
        """What there is to execute and judge in what a student submitted."""
        assignment, taken = self.coursedir.assignment_id, self._take_in(student)
        copy = Path(self._format_source(assignment, student))
        with tempfile.TemporaryDirectory(prefix="beside-", ignore_cleanup_errors=True) as beside:
            source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", assignment))
            for files in (copy, source):
                ignored = shutil.ignore_patterns("*.ipynb", *self.coursedir.ignore)
                shutil.copytree(files, beside, ignore=ignored, dirs_exist_ok=True)
            execute, works = ExecuteAndJudge(parent=self), []
            for lesson in taken.notebooks:
                resources = {"nbgrader": {"student": student, "assignment": assignment, "notebook": lesson}}
                resources["nbgrader"] |= self._about(student, lesson)
                rebuilt, _ = Rebuild(parent=self).preprocess(nbformat.read(copy / f"{lesson}.ipynb", 4), resources)
                works.append(execute.work(nbformat.reads(nbformat.writes(rebuilt), 4), Path(beside)))
            return works

    def _write(self, student: str, done: dict[str, Done]) -> list[str]:
        """Have nbgrader record one submission. A line for each trouble."""
        assignment, self._done = self.coursedir.assignment_id, done
        self.assignments: dict[str, list[str]] = {self._format_source(assignment, student): []}
        told = []
        with self._errors() as errors, temp_attrs(self, force=True):
            try:
                super().convert_notebooks()
            except NbGraderException:
                told.append(f"{self._folder(student)}: was not graded; {_reason(errors)}")
        for unreadable in self._taken.pop(student, Intake()).unreadable.values():
            told.append(f"{self._folder(student)}/{unreadable}; ask the student to save and submit it again")
        shutil.rmtree(self._copies / student, ignore_errors=True)
        return [*told, *self._after(student)]

    @contextmanager
    def _errors(self) -> Iterator[list[str]]:
        """What nbgrader logs as an error meanwhile."""
        said: list[str] = []
        handler = logging.Handler(logging.ERROR)
        handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
        self.log.addHandler(handler)
        try:
            yield said
        finally:
            self.log.removeHandler(handler)

    def is_graded(self, student: str) -> bool:
        """Whether what was submitted last is graded: by nbgrader's timestamps, or where there are none by the files'."""
        graded = Path(self.coursedir.format_path(self._output_directory, student, self.coursedir.assignment_id))
        notebooks = list(graded.glob(f"{self.coursedir.notebook_id}.ipynb"))
        submitted, before = timestamp(self._folder(student)), timestamp(graded)
        if notebooks and submitted and before:
            return submitted <= before
        written = [path.stat().st_mtime for path in notebooks]
        return bool(written) and all(path.lstat().st_mtime <= min(written) for path in self._folder(student).iterdir())

    @property
    def _submitted(self) -> Path:
        return Path(self.coursedir.root, self.coursedir.submitted_directory)

    def _folder(self, student: str) -> Path:
        return self._submitted / student / self.coursedir.assignment_id

    def _format_source(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        if not self._sanitizing:
            return super()._format_source(assignment_id, student_id, escape=escape)
        copies, separator = str(self._copies), os.path.sep
        if escape:
            copies, separator = re.escape(copies), re.escape(separator)
        return separator.join([copies, student_id, assignment_id])

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        taken, copy = self._take_in(student_id), Path(self._format_source(assignment_id, student_id))
        self.notebooks = [str(copy / f"{lesson}.ipynb") for lesson in taken.notebooks]
        return bool(super().init_destination(assignment_id, student_id))

    def _take_in(self, student: str) -> Intake:
        """A clean copy of what a student submitted, until it is written."""
        if student not in self._taken:
            assignment = self.coursedir.assignment_id
            shutil.rmtree(self._copies / student, ignore_errors=True)
            copy = Path(self._format_source(assignment, student))
            self._taken[student] = take_in(self._folder(student), copy, self._lessons, self.coursedir.ignore)
        return self._taken[student]

    @cached_property
    def _lessons(self) -> list[str]:
        """The assignment's notebooks in the gradebook, of those that the command line asks for."""
        assignment = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                names = [notebook.name for notebook in gradebook.find_assignment(assignment).notebooks]
            except MissingEntry:
                raise NbGraderException(f"{assignment}: is not in the gradebook; run «grader build»") from None
        return [name for name in names if fnmatchcase(name, self.coursedir.notebook_id)]

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        of = resources["nbgrader"]
        return resources | {"nbgrader": of | self._about(of["student"], of["notebook"])}

    def _about(self, student: str, lesson: str) -> dict[str, Any]:
        """What Rebuild is to know of a notebook besides what it holds."""
        taken = self._taken[student]
        return {"mended": taken.notebooks.get(lesson, []), "unreadable": lesson in taken.unreadable}


def timestamp(folder: Path) -> datetime | None:
    """When a submission was handed in, if it says so and makes sense."""
    stamp = folder / "timestamp.txt"
    if not stamp.is_file() or stamp.is_symlink() or stamp.stat().st_size > _LONGEST_TIMESTAMP:
        return None
    try:
        when: datetime = parse_utc(stamp.read_text(encoding="utf-8").strip())
    except (ValueError, OSError, OverflowError):
        return None
    return when


def _reason(errors: Sequence[str]) -> str:
    """Of what nbgrader logged, the line that says why."""
    traces = [error for error in errors if error.startswith("Traceback")]
    lines = [line for line in "\n".join(traces[-1:] or errors).splitlines() if line.strip()]
    return on_one_line(lines[-1]) if lines else "nbgrader gave no reason"
