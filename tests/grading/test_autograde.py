"""Submissions through nbgrader, as an instructor grades them: what is earned, what is not, and what students read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from examples.make import LESSON, answer, solved, untouched
from grader.authoring.build import build
from grader.grading.course import Graded, grade
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

FULL = {
    "pickle_roundtrip": 2,
    "hdf5_joblib": 3,
    "hdf5_weights": 3,
    "pickle_inspect": 3,
    "onnx_parity": 3,
    "signed_package": 3,
}


def check_cell(notebook: NotebookNode, exercise: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == exercise)


def add_before(notebook: NotebookNode, exercise: str, source: str) -> NotebookNode:
    """A cell of the student's, just before the answer."""
    notebook.cells.insert(notebook.cells.index(answer(notebook, exercise)), new_code_cell(source))
    return notebook


def add_after(notebook: NotebookNode, exercise: str, source: str) -> NotebookNode:
    """A cell of the student's, between the answer and its check."""
    notebook.cells.insert(notebook.cells.index(check_cell(notebook, exercise)), new_code_cell(source))
    return notebook


SAME = "class Same(set):\n    def __eq__(self, other):\n        return True\n"


def cheat(change: Callable[[NotebookNode], object]) -> NotebookNode:
    """An unsolved notebook with a trick in it."""
    notebook = untouched("en")
    change(notebook)
    return notebook


def helper_cell() -> NotebookNode:
    notebook = solved("en")
    source = answer(notebook, "hdf5_joblib").source
    answer(notebook, "hdf5_joblib").source = "# in the cell above"
    return add_before(notebook, "hdf5_joblib", source)


def warning() -> NotebookNode:
    notebook = solved("es")
    answer(notebook, "pickle_roundtrip").source += (
        "\n\n_load = load_pickle\n\n\ndef load_pickle(path):\n    import sys, warnings, os\n"
        "    warnings.warn('slow disk')\n    print('loading', file=sys.stderr)\n    os.write(2, b'from C')\n"
        "    return _load(path)"
    )
    return notebook


def deleted_check() -> NotebookNode:
    notebook = solved("es")
    notebook.cells.remove(check_cell(notebook, "onnx_parity"))
    return notebook


def kernel_killer() -> NotebookNode:
    notebook = solved("es")
    answer(notebook, "hdf5_joblib").source = "import os\n\n\ndef save_hdf5(model, path):\n    os._exit(1)"
    return add_before(notebook, "pickle_inspect", "import os\nos._exit(1)")


FAIR = {
    "solution-es": lambda: solved("es"),
    "solution-en": lambda: solved("en"),
    "warning": warning,
    "helper-cell": helper_cell,
    "deleted-check": deleted_check,
}
NOTHING = {
    "stub-es": lambda: untouched("es"),
    "stub-en": lambda: untouched("en"),
    "own-check": lambda: cheat(lambda nb: add_before(nb, "pickle_roundtrip", "def check(id):\n    return 2.0")),
    "patched-testing": lambda: cheat(
        lambda nb: add_before(
            nb, "pickle_roundtrip", "import numpy.testing\nnumpy.testing.assert_array_equal = lambda *a, **k: None"
        )
    ),
    "equals-everything": lambda: cheat(
        lambda nb: add_after(nb, "pickle_inspect", "def pickle_imports(path):\n    return Same()\n\n\n" + SAME)
    ),
    "skipped": lambda: cheat(lambda nb: [c.metadata.update(tags=["skip-execution"]) for c in nb.cells]),
    "points": lambda: cheat(lambda nb: check_cell(nb, "onnx_parity").metadata.nbgrader.update(points=0, grade=False)),
    "no-serving": lambda: cheat(
        lambda nb: add_before(nb, "signed_package", "get_ipython().input_transformers_cleanup.append(lambda lines: ['2.0'])")
    ),
}


@pytest.fixture(scope="module")
def built() -> None:
    build(ROOT)


@pytest.fixture(scope="module")
def graded(built: None, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """All of them, graded in one class."""
    submitted = tmp_path_factory.mktemp("submitted")
    for name, make in {**FAIR, **NOTHING, "kernel-killer": kernel_killer}.items():
        path = submitted / name / f"{LESSON.id}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(make(), path)
    return grade(ROOT, "1-packaging", submitted, tmp_path_factory.mktemp("output"))


def test_everything_was_graded(graded: Graded) -> None:
    assert graded.troubles == []
    assert dict(graded.exercises).items() >= FULL.items()


def earned(graded: Graded, student: str) -> dict[str, float]:
    """The exercises that pay something."""
    return {exercise: points for exercise, points in graded.points[student].items() if points}


@pytest.mark.parametrize("student", FAIR)
def test_an_honest_right_answer_earns_everything(graded: Graded, student: str) -> None:
    assert earned(graded, student) == FULL


@pytest.mark.parametrize("student", NOTHING)
def test_what_was_not_written_earns_nothing(graded: Graded, student: str) -> None:
    assert earned(graded, student) == {}


def test_a_kernel_that_dies_costs_only_the_exercise_at_hand(graded: Graded) -> None:
    assert earned(graded, "kernel-killer") == {id: points for id, points in FULL.items() if id != "hdf5_joblib"}


def page(graded: Graded, student: str) -> str:
    return (graded.feedback / student / f"{LESSON.id}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("stub-es", "Esta función todavía no está escrita"),
        ("stub-en", "This function has not been written yet"),
    ],
)
def test_the_feedback_page_speaks_the_student_s_language(graded: Graded, student: str, words: str) -> None:
    html = page(graded, student)
    assert f'<html lang="{student[-2:]}">' in html
    assert words in html


def test_the_feedback_page_says_what_was_mended_and_runs_no_script(graded: Graded) -> None:
    assert "Faltaba la celda de comprobación de «onnx_parity»" in page(graded, "deleted-check")
    html = page(graded, "solution-en")
    assert "<script" not in html
    assert html.count("Serialization: from the notebook to a file") == 1
    assert "&lt;p&gt;" not in html


def nbgrader(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_stock_commands_work_as_they_are(graded: Graded, tmp_path: Path) -> None:
    path = tmp_path / "submitted/ines" / f"{LESSON.id}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(untouched("en"), path)
    places = [f"--CourseDirectory.{kind}_directory={tmp_path / kind}" for kind in ("submitted", "autograded", "feedback")]
    database = f"--CourseDirectory.db_url=sqlite:///{graded.feedback.parent / 'gradebook.db'}"
    for command in ("autograde", "generate_feedback"):
        done = nbgrader(command, "1-packaging", *places, database)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "feedback/ines" / f"{LESSON.id}.html").exists()
    done = nbgrader("export", "--to", str(tmp_path / "grades.csv"), database)
    assert done.returncode == 0, done.stderr
    rows = (tmp_path / "grades.csv").read_text().splitlines()
    assert any("solution-en" in row and "17.0" in row for row in rows)


@pytest.mark.parametrize(
    ("make", "told"), [(lambda: solved("en"), "Success!"), (lambda: untouched("es"), "FAILED ON 6 CELL(S)")]
)
def test_nbgrader_validate_agrees_with_check(
    built: None, tmp_path: Path, make: Callable[[], NotebookNode], told: str
) -> None:
    path = tmp_path / "1-serialization.ipynb"
    nbformat.write(make(), path)
    assert told in nbgrader("validate", str(path)).stdout


def test_a_notebook_that_is_not_json_is_named_and_the_others_are_graded(built: None, tmp_path: Path) -> None:
    for name, text in {"broken": "{", "fine": json.dumps(untouched("es"))}.items():
        path = tmp_path / "submitted" / name / f"{LESSON.id}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    command = [sys.executable, "-m", "grader.cli", "grade", "1-packaging", "--submitted", str(tmp_path / "submitted")]
    done = subprocess.run(
        [*command, "--output", str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "broken/1-packaging/1-serialization.ipynb: is not a notebook" in done.stderr.replace("\n", "")
    assert "fine" in done.stdout
