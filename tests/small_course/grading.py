"""A class of submissions through nbgrader's own commands, and what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from grader.authoring.generate import generate_assignments
from grader.grading.course import read_points
from grader.unseen import visible
from tests.small_course.bystanders import HONEST, Bystanders
from tests.small_course.course import ASSIGNMENT, write_course
from tests.small_course.forms import give, prefix
from tests.submissions import Case, honest, submit, submit_solutions

HONEST_STUDENTS = (honest("aaron-honest", "es"), honest(HONEST, "en"))
"""The first and the last of every class."""
_PATIENCE = 1800
"""Seconds after which a class counts as stuck."""


@dataclass
class Class:
    """A graded class. ``harm`` names, by what was harmed, what was found."""

    course: Path
    points: dict[str, dict[str, float]]
    log: str
    returncode: int
    secret: str
    harm: dict[str, list[str]] = field(default_factory=dict)

    def pages(self, student: str) -> dict[str, str]:
        """The feedback pages of a student, by name."""
        return {path.name: path.read_text("utf-8") for path in sorted(self._folder("feedback", student).glob("*.html"))}

    def told(self, student: str) -> str:
        """All that is said to a student, as text, and what the log says of them."""
        pages = [BeautifulSoup(page, "html.parser").get_text() for page in self.pages(student).values()]
        return "\n".join([*pages, *(line for line in self.log.splitlines() if student in line)])

    def named(self, student: str) -> bool:
        """Whether an error in the log names the student."""
        return any(" ERROR] " in line and visible(student) in line for line in self.log.splitlines())

    def written(self, student: str) -> str:
        """Every byte of text that grading wrote about a student."""
        folders = [self._folder(kind, student) for kind in ("autograded", "feedback")]
        return "\n".join(
            path.read_text("utf-8", errors="replace")
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in {".ipynb", ".html"}
        )

    def outputs(self, student: str) -> str:
        """What the cells of a student gave out, as grading recorded it."""
        notebooks = [json.loads(path.read_text("utf-8")) for path in self._folder("autograded", student).glob("*.ipynb")]
        return json.dumps([cell["outputs"] for nb in notebooks for cell in nb["cells"] if cell["cell_type"] == "code"])

    def _folder(self, kind: str, student: str) -> Path:
        return self.course / kind / student / ASSIGNMENT


@contextmanager
def graded(cases: Sequence[Case], form: str, *options: str) -> Iterator[Class]:
    """Grade the cases, and honest students among them, by one ``nbgrader autograde`` with ``options``. Raises NotHere."""
    before = prefix(form)
    bystanders = Bystanders(Path(tempfile.mkdtemp(prefix="class-", dir="/tmp")))
    try:
        bystanders.listen()
        yield _grade([*HONEST_STUDENTS, *cases], form, before, bystanders, options)
    finally:
        bystanders.clear()


def _grade(cases: Sequence[Case], form: str, before: list[str], bystanders: Bystanders, options: Sequence[str]) -> Class:
    course = bystanders.course
    bystanders.folder.chmod(0o755)
    write_course(course)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(course, course / "build/source" / lang, course / "notebooks" / lang, *flags)

    def nbgrader(*arguments: str) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            done: Any = subprocess.run(
                [*before, sys.executable, "-m", "nbgrader", *arguments, ASSIGNMENT],
                cwd=course,
                env=bystanders.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                timeout=_PATIENCE,
                check=False,
            )
            log.seek(0)
            done.stdout = log.read()
            return done

    for case in (case for case in cases if case.earlier):
        submit_solutions(case, course)
    if any(case.earlier for case in cases):
        give(bystanders.folder, form)
        nbgrader("autograde")
    for case in cases:
        submit(case, course, bystanders.known(case.name))
    give(bystanders.folder, form)
    with bystanders.watched():
        done = nbgrader("autograde", "--force", *options)
    pages = nbgrader("generate_feedback")
    (course / "log.txt").write_text(done.stdout + pages.stdout)
    _, points = read_points(f"sqlite:///{course}/gradebook.db", ASSIGNMENT)
    return Class(
        course, points, done.stdout + pages.stdout, done.returncode or pages.returncode, bystanders.secret, bystanders.harm
    )
