"""Private checks: they count like the hidden ones, and nothing of them but their sentence leaves their folder."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.errors import CourseError
from grader.exercises import load_exercises
from grader.grading.pipeline import ExecuteAndJudge
from grader.judging.answer import judge_source
from grader.judging.verdict import Verdict
from tests.judging.conftest import MakeExercise

HEAD = "import pytest\nfrom grader.judging.api import run_in, says\n"
CONFTEST = """
import pytest
from grader.judging.api import run_in
@pytest.fixture
def number(): return 42
@pytest.fixture
def of_the_lesson(number): return number
@pytest.fixture
def added(student): return lambda: run_in(student, _add, 40, 2)
def _add(a, b): return a + b
"""
PUBLIC = (
    HEAD
    + """
@says(es="Da el número", en="Gives the number")
def test_public(student, number): assert student.answer() == number
"""
)
PRIVATE = (
    HEAD
    + """
def _secret_helper(function): return function() + 1

@says(es="Ni un número de más", en="Not a number too many")
def test_secret_name(student, of_the_lesson, added):
    assert run_in(student, _secret_helper, student["answer"]) == of_the_lesson + 1
    assert added() == 42

@says(es="También así", en="Like this too")
def test_other_secret_name(student, secret_fixture): assert secret_fixture == 43
"""
)
PRIVATE_CONFTEST = """
import pytest
@pytest.fixture
def number(): return 43
@pytest.fixture
def of_the_lesson(): return 42
@pytest.fixture
def secret_fixture(number): return number
"""
WITH_CONFTEST = {"answer.py": PRIVATE, "conftest.py": PRIVATE_CONFTEST}


def test_private_checks_count_and_see_the_lesson_s_fixtures_and_their_own(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(PUBLIC, conftest=CONFTEST, private=WITH_CONFTEST)
    findings = judge_source(exercise, ["def answer(): return 42"])
    assert [check.name for check in findings.checks if check.passed] == [
        "test_public",  # with the lesson's number: what the private conftest redefines holds for private checks only
        "test_secret_name",
        "test_other_secret_name",
    ], findings
    assert [check.hidden for check in findings.checks] == [False, True, True]
    assert findings.points(exercise) == exercise.points


@pytest.mark.parametrize("source", ["def answer(): return 41", "def answer(): return 1 / 0", "", "x = ("])
def test_a_card_shows_the_sentence_of_a_private_check_and_nothing_else(make_exercise: MakeExercise, source: str) -> None:
    exercise = make_exercise(PUBLIC, conftest=CONFTEST, private=WITH_CONFTEST)
    findings = judge_source(exercise, [source])
    assert findings.points(exercise) < exercise.points
    for lang, sentence in [("es", "Ni un número de más"), ("en", "Not a number too many")]:
        verdict = Verdict(findings, exercise, lang)
        for card in (str(verdict), verdict._repr_mimebundle_()["text/html"]):
            assert sentence in card
            assert "secret" not in card
            assert "private" not in card


def test_a_private_check_that_is_broken_is_told_to_the_staff_and_not_to_the_student(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(PUBLIC, conftest=CONFTEST, private={"answer.py": "import secret_module"})
    findings = judge_source(exercise, ["def answer(): return 42"])
    assert "secret_module" in findings.details
    assert findings.points(exercise) == 0
    assert "secret" not in str(Verdict(findings, exercise, "en"))


def test_an_exercise_without_private_checks_has_none(make_exercise: MakeExercise) -> None:
    assert make_exercise(PUBLIC, conftest=CONFTEST, private={"conftest.py": PRIVATE_CONFTEST}).private is None


def test_a_folder_that_does_not_exist_is_named(make_exercise: MakeExercise, tmp_path: Path) -> None:
    make_exercise(PUBLIC)
    with pytest.raises(CourseError, match="nowhere: there is no such folder of private checks"):
        load_exercises(tmp_path / "checks", tmp_path / "nowhere")


@pytest.mark.parametrize(
    "stray",
    [
        "1-a/1-lesson/other.py",
        "1-a/1-lesson/answer_hidden.py",
        "1-a/2-lesson/answer.py",
        "1-a/answer.py",
        "answer.py",
        "1-a/2-lesson/conftest.py",
        "1-a/1-lesson/more/answer.py",
    ],
)
def test_a_private_check_of_no_exercise_is_named(make_exercise: MakeExercise, tmp_path: Path, stray: str) -> None:
    make_exercise(PUBLIC, private={"answer.py": PRIVATE})
    path = tmp_path / "private/checks" / stray
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    with pytest.raises(CourseError, match=r"is the private check of no exercise; name it as one of 1-a/1-lesson/answer\.py"):
        load_exercises(tmp_path / "checks", tmp_path / "private/checks")


def test_a_relative_folder_and_one_that_goes_up_are_found(
    make_exercise: MakeExercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = make_exercise(PUBLIC, conftest=CONFTEST, private=WITH_CONFTEST)
    monkeypatch.chdir(tmp_path / "checks")
    again = load_exercises(Path(), Path("../checks/../private/checks"))["answer"]
    assert again == exercise
    findings = judge_source(again, ["def answer(): return 42"])
    assert findings.points(again) == exercise.points, findings
    assert os.getcwd() == str(tmp_path / "checks")


def test_checks_behind_a_link_are_found(make_exercise: MakeExercise, tmp_path: Path) -> None:
    make_exercise(PUBLIC, conftest=CONFTEST, private=WITH_CONFTEST)
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    exercise = load_exercises(tmp_path / "link/checks", tmp_path / "link/private/checks")["answer"]
    findings = judge_source(exercise, ["def answer(): return 42"])
    assert findings.points(exercise) == exercise.points, findings
    assert [check.hidden for check in findings.checks] == [False, True, True]


def test_nbgrader_counts_them_and_writes_nothing_of_them(
    make_exercise: MakeExercise, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    exercise = make_exercise(PUBLIC, conftest=CONFTEST, private=WITH_CONFTEST)
    judge = ExecuteAndJudge(checks=str(tmp_path / "checks"), private_checks=str(tmp_path / "private/checks"))
    cells = [
        new_code_cell("import sys"),
        new_code_cell("def answer():\n    seen.append(sys._getframe(1).f_code.co_filename)\n    return 42\nseen = []"),
        new_code_cell('check("answer")', metadata={"nbgrader": {"grade_id": "answer", "grade": True, "points": 4}}),
        new_code_cell("seen, sorted(sys.modules)"),
    ]
    folder = tmp_path / "submitted"
    folder.mkdir()
    resources = {"metadata": {"path": str(folder)}, "nbgrader": {"student": "ana", "notebook": "1-lesson"}}
    notebook, _ = judge.preprocess(new_notebook(cells=cells), resources)
    assert float(notebook.cells[2].outputs[0].data["text/plain"]) == exercise.points
    everything = nbformat.writes(notebook)
    assert "Ni un número de más" in everything
    assert "<check>" in everything  # where the student's function was called from
    assert "secret" not in everything + caplog.text
    assert str(tmp_path) not in everything + caplog.text
