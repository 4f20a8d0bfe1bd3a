"""One broken submission never stops the class: the stock command and Formgrader's own way to grade, without any kernel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from grader.grading.autograde import Autograde
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CONFIG = """
load_subconfig("nbgrader_config.py", path={course!r})
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = "sqlite:///" + {root!r} + "/gradebook.db"
c.Rebuild.releases = {{"es": {root!r} + "/notebooks/es", "en": {root!r} + "/notebooks/en"}}
c.Autograde.autograde_preprocessors = []
"""


def released(name: str, lang: str) -> NotebookNode:
    flags = {"schema_version": 3, "grade_id": f"{name}_answer", "grade": False, "solution": True, "task": False}
    cell = new_code_cell("STUB", id="answer", metadata={"nbgrader": {**flags, "locked": False}})
    return new_notebook(cells=[cell], metadata={"course": {"lang": lang}})


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one assignment with two notebooks."""
    (tmp_path / "nbgrader_config.py").write_text(CONFIG.format(course=str(ROOT), root=str(tmp_path)))
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.add_assignment("hw")
        for name in ("1-a", "2-b"):
            gradebook.add_notebook(name, "hw")
    for lang in ("es", "en"):
        (tmp_path / "notebooks" / lang / "hw").mkdir(parents=True)
        for name in ("1-a", "2-b"):
            nbformat.write(released(name, lang), tmp_path / "notebooks" / lang / "hw" / f"{name}.ipynb")
    return tmp_path


def submit(course: Path, student: str, lang: str = "en", **files: str) -> Path:
    """A submission with answers to both notebooks, or with these files in their place."""
    folder = course / "submitted" / student / "hw"
    folder.mkdir(parents=True)
    for name in ("1-a", "2-b"):
        notebook = released(name, lang)
        notebook.cells[0].source = f"{student}'s answer"
        (folder / f"{name}.ipynb").write_text(files.get(name.replace("-", "_"), nbformat.writes(notebook)))
    return folder


def autograde(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", "autograde", "hw", *arguments]
    return subprocess.run(command, cwd=course, capture_output=True, text=True, check=False, timeout=120)


def config(course: Path) -> Any:
    return PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()


def api(course: Path) -> Any:
    """What Formgrader's buttons call."""
    return NbGraderAPI(CourseDirectory(config=config(course)), config=config(course))


def graded(course: Path, student: str, name: str) -> tuple[str, list[str]]:
    """What stands in the answer cell of an autograded notebook, and what was mended."""
    notebook = nbformat.read(course / "autograded" / student / "hw" / f"{name}.ipynb", as_version=4)
    return notebook.cells[0].source, notebook.metadata.course.mended


@pytest.mark.skipif(os.name != "posix", reason="the file system has no pipes and no links")
def test_the_stock_command_grades_all_who_can_be_graded_and_names_the_others(course: Path) -> None:
    drop = "'; DROP TABLE student; --"
    for student in ("fine", drop):
        submit(course, student)
    submit(course, "broken", lang="es", **{"1_a": '{"cells": ['})
    trap = submit(course, "trap")
    os.mkfifo(trap / "data.csv")
    os.mkfifo(trap / "timestamp.txt")
    (trap / "grades").symlink_to(course / "gradebook.db")
    (course / "submitted/linked").symlink_to("fine")
    submit(course, "a\nb")
    before = sorted(path for path in (course / "submitted").rglob("*"))

    done = autograde(course)

    assert done.returncode == 1
    assert "broken/hw/1-a.ipynb: is not a notebook (broken JSON in line 1)" in done.stderr
    assert "linked/hw: was not graded; it is a link" in done.stderr
    assert r"a\nb/hw: was not graded" in done.stderr
    assert graded(course, "fine", "2-b") == ("fine's answer", [])
    assert graded(course, drop, "1-a") == (f"{drop}'s answer", [])
    assert graded(course, "broken", "2-b") == ("broken's answer", [])
    source, [mended] = graded(course, "broken", "1-a")
    assert source == "STUB"
    assert mended.startswith("No se pudo leer el notebook «1-a.ipynb» (JSON roto en la línea 1)")
    assert graded(course, "trap", "1-a")[1] == [
        "The date of submission (timestamp.txt) makes no sense; it was not taken into account.",
        "Left out of the grading: data.csv (not an ordinary file).",
        "Left out of the grading: grades (a link).",
    ]
    assert sorted(path.name for path in (course / "autograded/trap/hw").iterdir()) == ["1-a.ipynb", "2-b.ipynb"]
    assert sorted(path for path in (course / "submitted").rglob("*")) == before
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        assert {student.id for student in gradebook.students} == {"fine", drop, "broken", "trap"}


def test_a_newer_submission_is_graded_again_as_nbgrader_does(course: Path) -> None:
    folder = submit(course, "ana")
    (folder / "timestamp.txt").write_text("2026-08-01 10:00:00 UTC")
    unforced = Autograde(coursedir=api(course).coursedir, config=config(course))
    unforced.coursedir.assignment_id = "hw"
    unforced.start()
    nbformat.write(released("1-a", "en"), folder / "1-a.ipynb")
    unforced.start()
    assert graded(course, "ana", "1-a")[0] == "ana's answer"
    (folder / "timestamp.txt").write_text("2026-08-02 10:00:00 UTC")
    unforced.start()
    assert graded(course, "ana", "1-a")[0] == "STUB"


@pytest.mark.skipif(os.name != "posix", reason="the file system has no links")
def test_formgrader_grades_the_same_way(course: Path) -> None:
    submit(course, "fine")
    folder = submit(course, "trap")
    (folder / "2-b.ipynb").unlink()
    (folder / "2-b.ipynb").symlink_to(course / "submitted/fine/hw/2-b.ipynb")
    assert api(course).autograde("hw", "fine")["success"]
    result = api(course).autograde("hw", "trap")
    assert not result["success"]
    assert "2-b.ipynb: is not a notebook (a link)" in result["log"]
    assert graded(course, "trap", "1-a") == ("trap's answer", [])
    assert graded(course, "trap", "2-b")[0] == "STUB"
    assert not api(course).autograde("hw", "../fine")["success"]
