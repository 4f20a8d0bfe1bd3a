"""The content is proved: for every exercise every right answer earns everything, and every wrong one loses the checks that
name its mistake. By the judge alone; test_proof.py does it through nbgrader. Stubs and solutions are the lint's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.authoring.source import Lesson, lesson_paths, read_lesson
from grader.judging.prove import Answer, bank_of, exercises_of, judge_answer

os.chdir(Path(__file__).resolve().parent.parent)

LESSONS = [read_lesson(path) for path in lesson_paths(Path())]
EXERCISES = [(lesson, exercise) for lesson in LESSONS for exercise in exercises_of(lesson)]
ANSWERS = [pytest.param(lesson, answer, id=str(answer)) for lesson, exercise in EXERCISES for answer in bank_of(exercise)]


@pytest.mark.parametrize(("lesson", "answer"), ANSWERS)
def test_an_answer_earns_what_it_should(lesson: Lesson, answer: Answer) -> None:
    assert not judge_answer(lesson, answer)


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=[exercise.id for _, exercise in EXERCISES])
def test_every_exercise_has_two_other_right_answers_and_three_wrong_ones(lesson: Lesson, exercise) -> None:  # type: ignore[no-untyped-def]
    answers = bank_of(exercise)
    assert sum(answer.earns == "all" for answer in answers) >= 2
    wrong = [answer for answer in answers if answer.earns == "less"]
    assert len(wrong) >= 3
    assert all(answer.loses for answer in wrong), "every wrong answer names the checks that it loses"
    assert exercise.hidden is not None
