"""A check was corrected: whose points change is seen before anything is written, and what was given by hand stays."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grader.authoring.generate import generate_assignments
from grader.cli import app
from grader.grading.course import Wishes, grade
from grader.grading.regrade import Change, Points, compare, graded_points
from tests.small_course.course import ASSIGNMENT, FULL, write_course
from tests.submissions import Case, honest, submit

pytestmark = pytest.mark.slow
NOBODY = Path(__file__).parent / "nobody"
HALF = Case("hostile", "half", NOBODY, "", "", solved=("double",), student="half", notebooks=("1-numbers",))
FORCE = Wishes(force=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of three students, graded; one has points for ``double`` by hand. Then a check was made harsher."""
    folder = tmp_path_factory.mktemp("small")
    write_course(folder)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(folder, folder / "build/source" / lang, folder / "notebooks" / lang, *flags)
    for case in (honest("ana", "es"), honest("bob", "en"), HALF):
        submit(case, folder, {})
    grade(folder, ASSIGNMENT)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        by_hand = gradebook.find_grade("double", "1-numbers", ASSIGNMENT, "bob")
        by_hand.manual_score = 0.5
        by_hand.needs_manual_grade = False
        gradebook.find_comment("double_answer", "1-numbers", ASSIGNMENT, "bob").manual_comment = "Look at the sign."
        gradebook.db.commit()
    hidden = folder / "checks" / ASSIGNMENT / "1-numbers/double_hidden.py"
    hidden.write_text(
        "from __future__ import annotations\n\nfrom grader.judging.api import says\n\n\n"
        '@says(es="Nadie la pasa", en="Nobody passes it")\ndef test_nobody_passes(student):\n    assert False\n'
    )
    return folder


@pytest.fixture
def course(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "course")
    return tmp_path / "course"


def state(folder: Path) -> dict[str, str]:
    """Every file, by its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def address(folder: Path) -> str:
    return f"sqlite:///{folder}/gradebook.db"


def test_the_changes_are_shown_exercise_by_exercise_and_nothing_is_written(course: Path) -> None:
    before = state(course)
    compared = compare(course, ASSIGNMENT, None, None, FORCE)
    assert state(course) == before
    assert compared.troubles == []
    assert compared.students == 3
    full = FULL["double"]
    after = compared.changes[0].after
    assert after < full
    assert compared.changes == [
        Change("ana", "double", full, after, None),
        Change("bob", "double", full, after, 0.5),
        Change("half", "double", full, after, None),
    ]
    assert (grade(course, ASSIGNMENT, wishes=FORCE).points["ana"]["double"]) == after, "what was shown is what comes"
    assert compare(course, ASSIGNMENT, None, None, FORCE).changes == []


def test_a_student_whom_nobody_has_graded_is_shown_without_a_before(course: Path) -> None:
    submit(replace(honest("zoe", "es"), notebooks=("2-files",)), course, {})
    compared = compare(course, ASSIGNMENT, None, None, Wishes(student="zoe", force=True))
    assert {change.student for change in compared.changes} == {"zoe"}
    assert {change.before for change in compared.changes} == {None}
    assert {change.exercise: change.after for change in compared.changes}["keep"] == FULL["keep"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("es", ["Estudiante", "a mano 0.5, se queda", "Cambiarían los puntos de 2 de 3 estudiantes. No se ha escrito nada"]),
        ("en", ["Student", "by hand 0.5, stays", "The points of 2 of 3 students would change. Nothing was written"]),
    ],
)
def test_the_command_shows_them_in_the_instructor_s_language(course: Path, lang: str, words: list[str]) -> None:
    before = state(course)
    result = CliRunner().invoke(app, ["grade", ASSIGNMENT, "--force", "--diff", "--lang", lang, "--root", str(course)])
    assert result.exit_code == 0, result.stderr
    assert [word for word in words if word not in result.stdout] == []
    assert state(course) == before


@pytest.mark.parametrize(
    ("flags", "lang", "told"),
    [(["--diff"], "es", "--diff va con --force"), (["--diff", "--force", "--only-failed"], "en", "without --only-failed")],
)
def test_wishes_that_do_not_go_together_are_refused(course: Path, flags: list[str], lang: str, told: str) -> None:
    result = CliRunner().invoke(app, ["grade", ASSIGNMENT, *flags, "--lang", lang, "--root", str(course)])
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_gradebook_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    assert graded_points(f"sqlite:///{tmp_path}/none.db", ASSIGNMENT) == {}
    assert list(tmp_path.iterdir()) == []


def by_nbgrader(folder: Path) -> None:
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT, "--force"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("again", [lambda folder: grade(folder, ASSIGNMENT, wishes=FORCE), by_nbgrader])
def test_points_given_by_hand_and_comments_stay_when_all_is_graded_again(course: Path, again: object) -> None:
    again(course)  # type: ignore[operator]
    before = graded_points(address(course), ASSIGNMENT)["bob"]["double"]
    assert before.manual == 0.5
    assert before.auto is not None
    assert 0 < before.auto < FULL["double"], "the judge's points are the new ones"
    with Gradebook(address(course)) as gradebook:
        bob = gradebook.find_grade("double", "1-numbers", ASSIGNMENT, "bob")
        assert bob.score == 0.5
        assert bob.needs_manual_grade, "whoever gave them is asked to look again"
        comment = gradebook.find_comment("double_answer", "1-numbers", ASSIGNMENT, "bob")
        assert comment.manual_comment == "Look at the sign."
    assert graded_points(address(course), ASSIGNMENT)["ana"]["running"] == Points(FULL["running"])


def test_points_given_by_hand_stay_when_the_student_hands_in_again_without_that_notebook(course: Path) -> None:
    submit(replace(honest("bob", "en"), notebooks=("2-files",)), course, {})
    grade(course, ASSIGNMENT, wishes=Wishes(student="bob", force=True))
    assert graded_points(address(course), ASSIGNMENT)["bob"]["double"] == Points(0, 0.5)
