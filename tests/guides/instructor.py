"""The instructor's evening, as docs/instructor.md tells it: every command in its order, with a class of four.

Carla and Dmitri come by Moodle, in Spanish and in English; so does Elena, whose first file is broken; somebody else submits
by the exchange.
"""

from __future__ import annotations

import csv
import subprocess
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.conftest import ROOT
from tests.guides.walking import LESSON, Expected

ASSIGNMENT = Path(LESSON).parent.name
CLASS = {"carla": 7, "dmitri": 8, "elena": 9}
"""With their numbers in Moodle and Canvas."""
UNIVERSITY = "@uni.example"


def answers(student: str) -> str:
    return (ROOT / f"examples/submitted/{student}/{LESSON}.ipynb").read_text(encoding="utf-8")


def download_from_the_platforms(course: Path) -> None:
    with zipfile.ZipFile(course / "moodle.zip", "w") as archive:
        for student, number in CLASS.items():
            text = answers(student) if student != "elena" else answers(student)[:1000]
            archive.writestr(f"{student.title()}_{number}_assignsubmission_file/{Path(LESSON).name}.ipynb", text)
    sheets = {
        "moodle.csv": [
            ["Identifier", "Full name", "Email address", "Grade"],
            *([f"Participant {number}", name.title(), name + UNIVERSITY, ""] for name, number in CLASS.items()),
        ],
        "canvas.csv": [
            ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Empaquetado (55)"],
            ["    Points Possible", "", "", "", "", "17"],
            *([name.title(), number, "", name + UNIVERSITY, "A", ""] for name, number in CLASS.items()),
        ],
    }
    for name, rows in sheets.items():
        with (course / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def submit_by_the_exchange(course: Path) -> None:
    """As *Assignment List* does it, in English."""
    student = course.parent / "student"
    student.mkdir()
    exchange = f"--Exchange.root={course.parent / 'exchange'}"
    for verb in ("fetch_assignment", "submit"):
        command = ["nbgrader", verb, ASSIGNMENT, "--course", "en", exchange]
        subprocess.run([*command, "--student", "ana"], cwd=student, check=True, capture_output=True)


def come_late(course: Path) -> None:
    stamp = submission(course, "dmitri").with_name("timestamp.txt")
    stamp.write_text("2026-12-02 10:00:00 UTC", encoding="utf-8")


def send_it_again(course: Path) -> None:
    submission(course, "elena").write_text(answers("elena"), encoding="utf-8")


def submission(course: Path, student: str) -> Path:
    return course / "submitted" / f"{student}{UNIVERSITY}" / f"{LESSON}.ipynb"


def gradebook(course: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{course}/gradebook.db")


def mark_by_hand(course: Path) -> None:
    """As Formgrader does it."""
    with gradebook(course) as grades:
        one = grades.find_grade("pickle_roundtrip", Path(LESSON).name, ASSIGNMENT, f"carla{UNIVERSITY}")
        assert one.auto_score == 2
        one.manual_score = 1.5
        grades.db.commit()


def change_a_check(course: Path) -> None:
    hidden = course / "grader/checks" / LESSON / "pickle_roundtrip_hidden.py"
    with hidden.open("a", encoding="utf-8") as file:
        file.write(
            '\n\n@says(es="Nadie lo pasa", en="Nobody passes")\ndef test_nobody_passes(student):\n    raise AssertionError\n'
        )


def points(course: Path) -> dict[str, tuple[float, float | None]]:
    """By student, what the judge gave for one exercise, and what somebody gave by hand."""
    with gradebook(course) as grades:
        cells = {
            student.id: grades.find_grade("pickle_roundtrip", Path(LESSON).name, ASSIGNMENT, student.id)
            for student in grades.students
        }
        return {student.removesuffix(UNIVERSITY): (cell.auto_score, cell.manual_score) for student, cell in cells.items()}


def everybody_is_collected(course: Path) -> None:
    expected = {f"{student}{UNIVERSITY}" for student in CLASS} | {"ana"}
    assert {path.name for path in (course / "submitted").iterdir()} == expected


def nothing_is_solved_in_it(course: Path) -> None:
    for path in course.glob("course-*.zip"):
        with zipfile.ZipFile(path) as archive:
            assert not [name for name in archive.namelist() if "_hidden" in name or "solutions/" in name]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def exported(path: Path, column: str) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in table(path)}


def lateness_costs_two_days(course: Path) -> None:
    rows = {row["student_id"]: row for row in table(course / "grades.csv") if row["assignment"] == ASSIGNMENT}
    late, punctual = rows[f"dmitri{UNIVERSITY}"], rows[f"carla{UNIVERSITY}"]
    assert (float(late["raw_score"]), float(late["score"])) == (14, pytest.approx(14 * 0.8))
    assert float(punctual["raw_score"]) == float(punctual["score"]) == 8


def the_hand_s_points_are_exported(course: Path) -> None:
    rows = {
        row["Email address"]: row for row in csv.DictReader((course / "grades-moodle.csv").read_text("utf-8").splitlines())
    }
    assert float(rows[f"carla{UNIVERSITY}"]["Empaquetado"]) == 7.5


def canvas_has_its_own_rows(course: Path) -> None:
    assert float(exported(course / "grades-canvas.csv", "ID")["7"]["Empaquetado (55)"]) == 7.5


def as_before(course: Path) -> None:
    assert points(course)["carla"] == (2, 1.5)


def less_by_the_judge_and_the_same_by_hand(course: Path) -> None:
    by_the_judge, by_hand = points(course)["carla"]
    assert by_the_judge < 2
    assert by_hand == 1.5
    assert points(course)["ana"] == (0, None)


def the_copy_is_whole(course: Path) -> None:
    assert (course / "backup/gradebook.db").read_bytes() == (course / "gradebook.db").read_bytes()
    assert submission(course, "carla").read_bytes() == submission(course / "backup", "carla").read_bytes()


EXPECTED = {
    "make setup": Expected(),
    "source .venv/bin/activate": Expected(),
    "grader doctor --lang <lang>": Expected(
        (r"Isolation|Aislamiento", r"Está todo lo necesario|All that is needed is there")
    ),
    "grader build": Expected(makes=("gradebook.db", f"build/source/es/{LESSON}.ipynb")),
    "make lab": Expected(until="?token="),
    f"grader grade notebooks/<lang>/{LESSON}.ipynb": Expected((r"\(oculta\)|hidden check|oculta", r"Σ +│ +0 │ 17"), code=1),
    "nbgrader db assignment list": Expected((ASSIGNMENT,)),
    "grader bundle <lang> --output course-<lang>.zip": Expected(makes=("course-<lang>.zip",), after=nothing_is_solved_in_it),
    "nbgrader release_assignment 1-packaging --course <lang> "
    "--CourseDirectory.release_directory=build/release/<lang>": Expected((r"Released as: (es|en) 1-packaging",)),
    "nbgrader list --course <lang>": Expected((r"(es|en) 1-packaging",)),
    "grader collect 1-packaging moodle.zip --roster moodle.csv --lang <lang>": Expected(
        (r"estudiantes 3, notebooks nuevos 3|students 3, new notebooks 0, unchanged 3",), before=download_from_the_platforms
    ),
    "mkdir -p downloaded/1-packaging/archive": Expected(makes=("downloaded/1-packaging/archive",)),
    "cp moodle.zip downloaded/1-packaging/archive/": Expected(makes=("downloaded/1-packaging/archive/moodle.zip",)),
    "nbgrader zip_collect 1-packaging --PlatformCollector.roster=moodle.csv --force": Expected(after=submit_by_the_exchange),
    "nbgrader collect 1-packaging --course <lang> --update": Expected((r"Processing 1 submissions|No submissions",)),
    'nbgrader db assignment add 1-packaging --duedate="2026-11-30 23:59 UTC"': Expected(before=everybody_is_collected),
    "grader grade 1-packaging": Expected(
        (r"elena.*ask the student to save and submit it again", r"carla.* 8 │", r"dmitri.* 14 │"),
        makes=(f"feedback/carla{UNIVERSITY}/{LESSON}.html",),
        code=1,
        before=come_late,
    ),
    "nbgrader autograde 1-packaging": Expected(
        (r"Skipping existing assignment: carla", r"Autograding"), before=send_it_again
    ),
    "nbgrader generate_feedback 1-packaging": Expected(makes=(f"feedback/elena{UNIVERSITY}/{LESSON}.html",)),
    "nbgrader export": Expected(after=lateness_costs_two_days),
    "jupyter lab": Expected(until="?token="),
    "nbgrader generate_feedback 1-packaging --force": Expected(before=mark_by_hand),
    "nbgrader release_feedback 1-packaging --course <lang> --student ana": Expected(
        (r"Releasing feedback for student 'ana'",)
    ),
    "nbgrader export --exporter grader.grading.export.MoodleExportPlugin --to grades-moodle.csv": Expected(
        after=the_hand_s_points_are_exported
    ),
    "nbgrader export --exporter grader.grading.export.CanvasExportPlugin --to grades-canvas.csv "
    "--CanvasExportPlugin.template=canvas.csv": Expected(after=canvas_has_its_own_rows),
    "grader report 1-packaging --lang <lang>": Expected(makes=("reports/1-packaging-<lang>.html",)),
    "grader grade 1-packaging --force --diff": Expected(
        (r"carla.*pickle_roundtrip", r"1[.,]5, se queda|1[.,]5, stays"), before=change_a_check, after=as_before
    ),
    "grader grade 1-packaging --force": Expected(after=less_by_the_judge_and_the_same_by_hand),
    "mkdir -p backup": Expected(makes=("backup",)),
    "cp --archive gradebook.db submitted autograded feedback backup/": Expected(after=the_copy_is_whole),
}
