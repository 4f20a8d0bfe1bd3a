"""A class in a folder of its own: the course with one lesson, an exchange, a gradebook, and a home for each student."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from grader.languages import LANGUAGES
from tests.conftest import ROOT
from tests.jupyter import jupyter_lab

ASSIGNMENT, LESSON = "2-scalability", "3-deployment-velocity"
EXPOSED = "--LabApp.expose_app_in_browser=True"
"""So that a test can put on another theme by JupyterLab's own command."""
EXERCISE = "running_moments"


@dataclass(frozen=True)
class Classroom:
    """``course`` is the instructor's folder, ``exchange`` everybody's, ``students`` holds what each student has."""

    course: Path
    exchange: Path
    students: Path

    def nbgrader(self, *arguments: str) -> str:
        """What one of nbgrader's own commands said to the instructor."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.course,
            env=os.environ | self._own(self.course),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def release(self, lang: str) -> None:
        """Put the assignment where whoever chooses that language fetches it."""
        releases = f"--CourseDirectory.release_directory=build/release/{lang}"
        self.nbgrader("release_assignment", ASSIGNMENT, "--course", lang, releases)

    def grade_and_return(self, student: str, lang: str) -> None:
        """From what was submitted in that language to its feedback."""
        self.nbgrader("collect", ASSIGNMENT, "--course", lang, "--update")
        self.nbgrader("autograde", ASSIGNMENT, "--student", student)
        self.nbgrader("generate_feedback", ASSIGNMENT, "--student", student)
        self.nbgrader("release_feedback", ASSIGNMENT, "--course", lang, "--student", student)

    @contextmanager
    def lab(self, student: str) -> Iterator[str]:
        """The address of a student's JupyterLab, as «make lab» starts it in the student's copy of the course."""
        home = self.students / student
        (home / ".jupyter").mkdir(parents=True)
        (home / ".jupyter/nbgrader_config.py").write_text(f"c.CourseDirectory.student_id = {student!r}\n")
        (home / "course/notebooks").mkdir(parents=True)
        shutil.copytree(ROOT / "jupyter", home / "course/jupyter")
        shutil.copy(ROOT / "notebooks/index.ipynb", home / "course/notebooks")
        with jupyter_lab(
            home / "course/notebooks", home / "course", "--config=jupyter/lab_config.py", EXPOSED, **self._own(home)
        ) as address:
            yield address

    def points(self, student: str) -> float:
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            return float(gradebook.find_submission(ASSIGNMENT, student).score)

    def _own(self, home: Path) -> dict[str, str]:
        return {
            "HOME": str(home),
            "GRADER_EXCHANGE": str(self.exchange),
            "GRADER_PROGRESS": str(home / "progress.json"),
            "LANG": "es_ES.UTF-8",
        }


def make_classroom(folder: Path) -> Classroom:
    """The course as «grader build» left it, with the one lesson that this class needs."""
    room = Classroom(folder / "course", folder / "exchange", folder / "students")
    room.course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", room.course)
    shutil.copytree(ROOT / "jupyter", room.course / "jupyter")
    shutil.copy(ROOT / "gradebook.db", room.course)
    for built in (f"build/{kind}/{lang}/{ASSIGNMENT}" for kind in ("source", "release") for lang in LANGUAGES):
        (room.course / built).mkdir(parents=True)
        shutil.copy(ROOT / built / f"{LESSON}.ipynb", room.course / built)
    return room
