"""Moodle and Canvas get the points of the right people in the right columns, and no cell that a spreadsheet computes."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
FORMULA = "=cmd|'/C calc'!A0"


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a grade book: two assignments of 20 and 10 points."""
    address = f"sqlite:///{tmp_path_factory.mktemp('grades') / 'gradebook.db'}"
    with Gradebook(address) as grades:
        for name, points in {"1-packaging": 20, "2-scalability": 10}.items():
            grades.add_assignment(name)
            grades.add_notebook("lesson", name)
            grades.add_grade_cell("one", "lesson", name, max_score=points, cell_type="code")
        grades.add_student("ana@uni.example", first_name="Ana", last_name="García")
        grades.add_student("s007", first_name=FORMULA, last_name="=1+1", email="bob@uni.example")
        grades.add_student("gilluis_12345")
        grades.add_student("zoe", lms_user_id="777")
        for student, assignment, points in [
            ("ana@uni.example", "1-packaging", 18.256),
            ("ana@uni.example", "2-scalability", 10),
            ("s007", "1-packaging", 7.5),
            ("gilluis_12345", "1-packaging", 0),
            ("zoe", "2-scalability", 5),
        ]:
            grades.add_submission(assignment, student)
            grades.find_grade("one", "lesson", assignment, student).auto_score = points
        late = grades.find_submission_notebook("lesson", "1-packaging", "s007")
        late.late_submission_penalty = 1.5
        grades.db.commit()
    return address


def export(gradebook: str, plugin: str, path: Path, *options: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", "export", f"--exporter=grader.grading.export.{plugin}", f"--to={path}"]
    return subprocess.run(
        [*command, f"--CourseDirectory.db_url={gradebook}", *options],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": f"{lang}.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def no_formula(path: Path) -> bool:
    for separator in ",;\t":
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
        if [cell for cell in cells if re.match(r"[\s\"']*?[=+@-](?![0-9.]+$)", cell) and not cell.startswith("'")]:
            return False
    return True


def test_moodle_gets_a_row_for_everybody_by_email_and_id_number(gradebook: str, tmp_path: Path) -> None:
    done = export(gradebook, "MoodleExportPlugin", tmp_path / "moodle.csv")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "moodle.csv") == [
        ["First name", "Last name", "ID number", "Email address", "1-packaging", "2-scalability"],
        ["Ana", "García", "", "ana@uni.example", "18.26", "10"],
        ["", "", "gilluis_12345", "", "0", ""],
        [f"'{FORMULA}", "'=1+1", "s007", "bob@uni.example", "6", ""],
        ["", "", "zoe", "", "", "5"],
    ]
    assert no_formula(tmp_path / "moodle.csv")


def test_moodle_s_own_names_and_maximum_can_be_said(gradebook: str, tmp_path: Path) -> None:
    options = [
        "--MoodleExportPlugin.columns={'1-packaging': 'Tarea: Empaquetado (Real)'}",
        "--MoodleExportPlugin.out_of=100",
    ]
    only = ["--student", '["ana@uni.example"]', "--assignment", '["1-packaging"]']
    done = export(gradebook, "MoodleExportPlugin", tmp_path / "moodle.csv", *options, *only)
    assert done.returncode == 0, done.stderr
    header, ana = rows(tmp_path / "moodle.csv")
    assert header[4:] == ["Tarea: Empaquetado (Real)"]
    assert ana[4:] == ["91.28"]


def canvas_export(path: Path, *extra: list[str], separator: str = ",", packaging: str = "Packaging (55)") -> Path:
    """As Canvas writes it: posting policies, points possible, then the students."""
    identity = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    header = [*identity, packaging, "Scalability (56)", "Essay (57)", "Current Score"]
    table = [
        header,
        ["", "", "", "", "", "Manual Posting", "", "", ""],
        ["    Points Possible", "", "", "", "", "20", "100", "5", "(read only)"],
        ["García, Ana", "9001", "s001", "ana@uni.example", "A", "", "", "4", "80"],
        ['=HYPERLINK("http://evil.invalid")', "9002", "s007", "bob", "A", "3", "N/A", "", ""],
        ["Gil, Luis", "12345", "", "lgil", "B", "", "", "", ""],
        ["Zoe", "777", "", "z", "B", "", "EX", "", ""],
        ["Student, Test", "9999", "", "abc123", "A", "", "", "", ""],
        *extra,
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(table)
    return path


@pytest.mark.parametrize("separator", [",", ";"])
def test_canvas_gets_its_own_rows_and_columns_back(gradebook: str, tmp_path: Path, separator: str) -> None:
    template = canvas_export(tmp_path / "template.csv", separator=separator)
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv", f"--CanvasExportPlugin.template={template}")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "canvas.csv") == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Packaging (55)", "Scalability (56)"],
        ["    Points Possible", "", "", "", "", "20", "100"],
        ["García, Ana", "9001", "s001", "ana@uni.example", "A", "18.26", "100"],
        ['\'=HYPERLINK("http://evil.invalid")', "9002", "s007", "bob", "A", "6", ""],
        ["Gil, Luis", "12345", "", "lgil", "B", "0", ""],
        ["Zoe", "777", "", "z", "B", "", "50"],
    ]
    assert no_formula(tmp_path / "canvas.csv")
    assert "2-scalability: is out of 10 here and 100 in Canvas; the points are scaled" in done.stderr


def test_a_column_with_another_name_can_be_said(gradebook: str, tmp_path: Path) -> None:
    template = canvas_export(tmp_path / "template.csv", packaging="Empaquetado (55)")
    options = [f"--CanvasExportPlugin.template={template}", "--assignment", '["1-packaging"]']
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv", *options, lang="es_ES")
    assert done.returncode == 1
    assert "no tiene columna para 1-packaging; di cuál es con c.CanvasExportPlugin.columns" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "canvas.csv").exists()
    named = "--CanvasExportPlugin.columns={'1-packaging': 'Empaquetado (55)'}"
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv", *options, named)
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "canvas.csv")[0][5:] == ["Empaquetado (55)"]


def test_whoever_has_points_and_no_row_in_canvas_is_named(gradebook: str, tmp_path: Path) -> None:
    template = canvas_export(tmp_path / "template.csv")
    lines = template.read_text("utf-8-sig").splitlines(keepends=True)
    template.write_text("".join(line for line in lines if "Gil, Luis" not in line), encoding="utf-8")
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv", f"--CanvasExportPlugin.template={template}")
    assert "gilluis_12345: is not in" in done.stderr
    assert len(rows(tmp_path / "canvas.csv")) == 5


def test_without_a_template_canvas_gets_its_columns_all_the_same(gradebook: str, tmp_path: Path) -> None:
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv")
    assert done.returncode == 0, done.stderr
    header, possible, ana, luis, *_ = rows(tmp_path / "canvas.csv")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "1-packaging", "2-scalability"]
    assert possible == ["    Points Possible", "", "", "", "", "20", "10"]
    assert ana == ["García, Ana", "", "", "ana@uni.example", "", "18.26", "10"]
    assert luis[:2] == ["gilluis_12345", "12345"]
    assert no_formula(tmp_path / "canvas.csv")


@pytest.mark.parametrize(
    ("lang", "told"), [("es_ES", "no es el libro de calificaciones de Canvas"), ("en_US", "is not Canvas's gradebook")]
)
def test_a_file_that_is_not_canvas_s_is_refused_in_one_line(gradebook: str, tmp_path: Path, lang: str, told: str) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "canvas.csv").write_text("somebody's")
    option = f"--CanvasExportPlugin.template={tmp_path / 'other.csv'}"
    done = export(gradebook, "CanvasExportPlugin", tmp_path / "canvas.csv", option, lang=lang)
    assert done.returncode == 1
    assert told in done.stderr
    assert (tmp_path / "canvas.csv").read_text() == "somebody's"
