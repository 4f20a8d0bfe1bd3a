"""``grader grade my.ipynb``: one notebook by all checks, as a class is graded, and nothing left behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from grader.cli import app
from grader.grading.one import prepare
from grader.languages import LANGUAGES
from grader.learning import progress
from tests.conftest import ROOT
from tests.learning.one import solve, write_downloaded

LESSON = "small/1-numbers.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "course").mkdir()
    return write_downloaded(tmp_path / "course")


@pytest.fixture
def mine(course: Path, tmp_path: Path) -> Path:
    """A copy of the English notebook, in a folder of somebody's own."""
    path = tmp_path / "home" / "my numbers.ipynb"
    path.parent.mkdir()
    shutil.copy(course / "notebooks/en" / LESSON, path)
    return path


def grade(path: Path, root: Path, *more: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["grade", str(path), "--root", str(root), *more])
    return result.exit_code, result.stdout, result.stderr


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


@pytest.mark.slow
def test_full_marks_are_exit_code_0_and_nothing_is_written(course: Path, mine: Path) -> None:
    solve(mine, double="", running="")
    before = files(course.parent)
    code, told, _ = grade(mine, course)
    assert code == 0
    assert "Isolation" in told
    assert "Twice as much (double)" in told
    assert "small/1-numbers" in told
    assert "Only the public checks" not in told
    assert files(course.parent) == before
    assert not progress.path().exists()


@pytest.mark.slow
def test_hidden_checks_count_and_what_fails_is_told_in_the_notebook_s_language(
    course: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    shutil.copy(course / "notebooks/es" / LESSON, mine)
    solve(mine, double="def double(x):\n    return 2 * int(x)\n")
    code, told, _ = grade(mine, course)
    assert code == 1
    assert "Bien: Dobla un número entero" in told
    assert "Falta: Dobla un número con decimales (comprobación oculta)" in told
    assert "Esta función todavía no está escrita." in told
    assert "│ ✗ │ El doble (double)" in told


@pytest.mark.slow
def test_where_hidden_checks_are_not_installed_full_marks_say_so(course: Path, mine: Path) -> None:
    for path in (course / "checks").rglob("*_hidden.py"):
        path.unlink()
    solve(mine, double="def double(x):\n    return 2 * int(x)\n", running="")
    code, told, _ = grade(mine, course)
    assert code == 0
    assert "Only the public checks are run here" in told


@pytest.mark.slow
def test_the_notebook_may_be_the_only_copy_and_a_check_cell_that_is_gone_is_no_way_to_full_marks(course: Path) -> None:
    path = course / "notebooks/es" / LESSON
    solve(path, double="")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != "running"]
    nbformat.write(notebook, path)
    code, told, _ = grade(path, course)
    assert code == 1
    assert "El notebook no tiene la celda de comprobación de «running»" in told
    assert "│ ✓ │ El doble (double)" in told


def test_a_check_cell_that_is_gone_is_taken_from_an_untouched_release_or_from_the_source(tmp_path: Path) -> None:
    lesson = "1-packaging/1-serialization.ipynb"
    mine = tmp_path / "notebooks/en" / lesson
    mine.parent.mkdir(parents=True)
    shutil.copy(ROOT / "notebooks/en" / lesson, mine)
    notebook = nbformat.read(mine, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") != "onnx_parity"]
    nbformat.write(notebook, mine)
    prepared = prepare(mine, tmp_path, "en")
    assert "onnx_parity" in {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in prepared.notebook.cells}
    assert prepared.mended == ["The check cell of “onnx_parity” was missing; it was put back."]
    assert prepared.lang == "en"


@pytest.mark.parametrize(
    ("text", "es", "en"),
    [
        ("", "no se puede leer (JSON roto en la línea 1)", "cannot be read (broken JSON in line 1)"),
        ("[]", "no se puede leer (no es un notebook: no tiene celdas)", "cannot be read (not a notebook: it has no cells)"),
        ('{"cells": []}', "no es un notebook de este curso", "is no notebook of this course"),
        (None, "no se puede abrir", "cannot be opened"),
    ],
)
def test_what_is_no_notebook_of_this_course_is_said_in_one_line(
    text: str | None, es: str, en: str, mine: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mine.with_name("other.ipynb")
    if text is not None:
        path.write_text(text)
    for lang, said in zip(LANGUAGES, (es, en), strict=True):
        monkeypatch.setenv("LC_ALL", f"{lang}.UTF-8")
        code, _, told = grade(path, course)
        assert code == 1
        assert said in told
        assert told.startswith(f"grader: {path}: ")
        assert told.count("\n") == 1


def test_the_options_of_a_class_are_refused_for_one_notebook(
    mine: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    code, _, told = grade(mine, course, "--force")
    assert code == 1
    assert "un notebook se juzga solo" in told
