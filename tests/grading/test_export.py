"""``nbgrader export`` gives nbgrader's columns, and no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grader.grading.export import InertCsvExportPlugin, inert_cell
from tests.conftest import ROOT

FORMULA = "=cmd|'/C calc'!A0"
LATER = 'Ana;=HYPERLINK("http://evil.invalid")'


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a grade book whose students have names that are formulas."""
    address = f"sqlite:///{tmp_path_factory.mktemp('grades') / 'gradebook.db'}"
    with Gradebook(address) as grades:
        grades.add_assignment("packaging")
        grades.add_assignment("serving")
        grades.add_notebook("lesson", "packaging")
        grades.add_grade_cell("one", "lesson", "packaging", max_score=3, cell_type="code")
        for name in (FORMULA, "ines", "luis"):
            grades.add_student(name)
        grades.update_or_create_student("ines", last_name=LATER, first_name="@SUM(A1)\n=1+1", email="ines+ml@uni.example")
        submission = grades.add_submission("packaging", "ines")
        submission.timestamp = None
        grade = grades.find_grade("one", "lesson", "packaging", "ines")
        grade.manual_score, grade.extra_credit = 1.5, -4.0
        grades.db.commit()
    return address


def exported(gradebook: str, path: Path, *options: str) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "nbgrader", "export", "--to", str(path), f"--CourseDirectory.db_url={gradebook}"]
    done = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_cell_begins_as_a_formula_whatever_the_separator(gradebook: str, tmp_path: Path) -> None:
    rows = exported(gradebook, tmp_path / "grades.csv")
    assert {row["student_id"] for row in rows} == {f"'{FORMULA}", "ines", "luis"}
    assert len(rows) == 2 * 3
    for separator in ",;\t":
        with (tmp_path / "grades.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
        assert not [cell for cell in cells if re.match(r"[\s\"']*?[=+@-](?![0-9.]+$)", cell) and not cell.startswith("'")]


def test_numbers_and_ordinary_names_stay_as_they_are(gradebook: str, tmp_path: Path) -> None:
    (row,) = exported(gradebook, tmp_path / "grades.csv", "--student", '["ines"]', "--assignment", '["packaging"]')
    assert (row["raw_score"], row["score"], row["max_score"], row["timestamp"]) == ("-2.5", "0.0", "3.0", "")
    assert row["email"] == "ines+ml@uni.example"
    assert row["last_name"] == LATER.replace(";", ";'")
    assert row["first_name"] == "'@SUM(A1) =1+1"


def test_the_columns_are_those_of_nbgrader(gradebook: str, tmp_path: Path) -> None:
    headers = []
    for plugin in (CsvExportPlugin, InertCsvExportPlugin):
        path = tmp_path / f"{plugin.__name__}.csv"
        with Gradebook(gradebook) as grades:
            plugin(to=str(path)).export(grades)
        headers.append(path.read_text(encoding="utf-8").splitlines()[0])
    assert headers[0] == headers[1]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("\t=1", "'=1"),
        ("\x1b[31m=1", "'=1"),
        ("\u200b=1", "\\u200b=1"),
        ("＝1+1", "'＝1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("x;@SUM(A1)", "x;'@SUM(A1)"),
        ('"=1"', '\'"=1"'),
        ("-5", "-5"),
        ("+3,5", "+3,5"),
        (-1e-05, "-1e-05"),
        (7.0, "7.0"),
        (None, ""),
        ("O'Brien-Núñez", "O'Brien-Núñez"),
    ],
)
def test_a_value_becomes_a_cell(value: object, cell: str) -> None:
    assert inert_cell(value) == cell


@given(st.text(alphabet="=+-@\t\r\n ,;|'\"a1\u200b\x1b["))
def test_no_text_becomes_a_formula(text: str) -> None:
    for cell in re.split("[,;|]", inert_cell(text)):
        assert re.fullmatch(r"[+-]?[0-9]+", cell) or not re.match(r"[\s\"']*[=+\-@]", cell) or cell.startswith("'")
