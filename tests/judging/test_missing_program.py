"""A program that the machine of the judge lacks: no points but a sentence, and grading that stops."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.errors import CourseError
from grader.grading.work import Work, do
from grader.judging.answer import judge_source
from grader.judging.verdict import Verdict
from tests.judging.conftest import MakeExercise

PUBLIC = """
from grader.judging.api import program, says

@says(es="Bien", en="Right")
def test_right(student): assert student.answer() == 42

@says(es="El programa dice que sí", en="The program says yes")
def test_program(student):
    answer = student.answer()
    program({name!r}, es="Falta el programa: instálalo.", en="The program is missing: install it.")
    assert answer == 42
"""
RIGHT = "def answer(): return 42"
UNWRITTEN = "def answer(): raise NotImplementedError('TU CÓDIGO AQUÍ · YOUR CODE HERE')"


@pytest.mark.parametrize(("lang", "sentence"), [("es", "Falta el programa: instálalo."), ("en", "The program is missing")])
def test_the_card_says_what_is_missing_and_there_are_no_points(
    make_exercise: MakeExercise, lang: str, sentence: str
) -> None:
    exercise = make_exercise(PUBLIC.format(name="no-such-program"))
    findings = judge_source(exercise, [RIGHT])
    assert (findings.points(exercise), findings.lacks) == (0, "no-such-program")
    assert sentence in str(Verdict(findings, exercise, lang))


def test_a_program_that_is_there_changes_nothing(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(PUBLIC.format(name="sh"))
    findings = judge_source(exercise, [RIGHT])
    assert (findings.points(exercise), findings.lacks) == (4, "")


def test_who_has_written_nothing_is_told_that_first(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(PUBLIC.format(name="no-such-program"))
    findings = judge_source(exercise, [UNWRITTEN])
    assert findings.trouble is None
    assert findings.points(exercise) == 0


@pytest.mark.slow
def test_grading_stops_rather_than_give_other_points(make_exercise: MakeExercise, tmp_path: Path) -> None:
    make_exercise(PUBLIC.format(name="no-such-program"))
    notebook = new_notebook(cells=[new_code_cell(RIGHT), new_code_cell('check("answer")')])
    notebook.cells[1].metadata["nbgrader"] = {"grade_id": "answer", "grade": True, "points": 4, "locked": True}
    work = Work(nbformat.writes(notebook), {}, checks=tmp_path / "checks")
    with pytest.raises(CourseError, match=r"answer: The program is missing: install it\."):
        do(work)
