"""One notebook to execute and judge, as data: any process can do it, here or on another machine, and gives the same."""

from __future__ import annotations

import hashlib
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grader.errors import CourseError
from grader.exercises import load_exercises
from grader.grading.execute import Limits, execute_and_judge, isolation
from grader.grading.inert import inert_cells
from grader.judging.verdict import Verdict
from grader.languages import LANGUAGES, ORIGINAL, said


@dataclass(frozen=True)
class Work:
    """A rebuilt notebook (as JSON), the files that lie beside it, and how it is to be judged."""

    notebook: str
    files: dict[str, bytes]
    checks: Path
    private_checks: Path | None = None
    limits: Limits = field(default_factory=Limits)
    isolation: str = "auto"

    @property
    def digest(self) -> str:
        """The same for the same work, and for no other."""
        parts = [self.notebook, repr(sorted(self.files.items())), repr((self.checks, self.private_checks, self.limits))]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Done:
    """What came of a work: the notebook with its cards and points, the level it ran at, and a line for each trouble."""

    digest: str
    notebook: str
    level: str
    troubles: tuple[str, ...]


_ONE_AT_A_TIME = threading.Lock()
"""Starting processes sets this one's environment for a moment; a cluster's worker may have several threads."""


def do(work: Work) -> Done:
    """Execute and judge. Raises CourseError where the machine or the course does not give what the work needs."""
    with _ONE_AT_A_TIME:
        return _do(work)


def judge(work: Work) -> tuple[NotebookNode, list[Verdict]]:
    """Execute and judge, for whoever wants the verdicts and no graded notebook: the executed one, and what the judge says.

    Its ``metadata.course.isolation`` is the level that it ran at. A program that is not here costs its exercise the points.
    """
    with _ONE_AT_A_TIME:
        return _judge(work)


def _judge(work: Work) -> tuple[NotebookNode, list[Verdict]]:
    notebook = nbformat.reads(work.notebook, as_version=4)
    course = notebook.metadata.setdefault("course", {})
    lang = course.get("lang", LANGUAGES[0])
    course["isolation"] = level = isolation(work.isolation)
    with tempfile.TemporaryDirectory(prefix="files-", ignore_cleanup_errors=True) as folder:
        for name, data in work.files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        verdicts = execute_and_judge(
            notebook,
            load_exercises(work.checks, work.private_checks),
            lang=lang,
            folder=Path(folder),
            seed=seed_of(notebook),
            limits=work.limits,
            level=level,
        )
    return notebook, verdicts


def _do(work: Work) -> Done:
    notebook, verdicts = _judge(work)
    for verdict in verdicts:
        if verdict.findings.lacks:
            raise CourseError(_trouble(verdict))
    course = notebook.metadata["course"]
    lang, level = course.get("lang", LANGUAGES[0]), course["isolation"]
    inert_cells(notebook, lang)
    put_cards(notebook, verdicts)
    course["failed"] = [verdict.exercise.id for verdict in verdicts if verdict.findings.trouble]
    troubles = tuple(_trouble(verdict) for verdict in verdicts if verdict.findings.trouble)
    return Done(work.digest, nbformat.writes(notebook), level, troubles)


def _trouble(verdict: Verdict) -> str:
    findings = verdict.findings
    trouble = said(findings.trouble, ORIGINAL) if findings.trouble else ""
    return f"{verdict.exercise.id}: {trouble}\n{findings.details}".rstrip()


def seed_of(notebook: NotebookNode) -> int:
    """The seed of the judge's inputs: another for every submission, the same when it is graded again."""
    sources = "\0".join(cell.source for cell in notebook.cells)
    return int.from_bytes(hashlib.sha256(sources.encode("utf-8", "replace")).digest()[:4], "big") % 10**6


def put_cards(notebook: NotebookNode, verdicts: list[Verdict]) -> None:
    """The judge's card as the only output of each check cell, the points where nbgrader reads them, and both as data.

    This comes last, when no kernel is left: what runs later may change outputs of earlier cells (``update_display``).
    """
    by_id = {verdict.exercise.id: verdict for verdict in verdicts}
    for cell in notebook.cells:
        part = cell.metadata.get("nbgrader", {})
        if not part.get("grade"):
            continue
        if part["grade_id"] not in by_id:
            raise CourseError(f"{part['grade_id']}: a cell of the release has points, but there is no such exercise")
        verdict = by_id[part["grade_id"]]
        cell.execution_count = None
        shown = new_output("execute_result", verdict._repr_mimebundle_(), execution_count=None)
        shown.metadata["course"] = verdict.record()
        cell.outputs = [shown]
