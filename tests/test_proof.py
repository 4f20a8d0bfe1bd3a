"""The whole bank through nbgrader, in every language: what ``make proof`` runs before a release."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from examples.make import LESSONS, answer, solved
from grader.authoring.build import build
from grader.authoring.source import Lesson
from grader.exercises import Exercise
from grader.grading.course import grade
from grader.judging.prove import bank_of, exercises_of
from grader.languages import LANGUAGES
from tests.conftest import ROOT

pytestmark = pytest.mark.proof

EXERCISES = [(lesson, exercise) for lesson in LESSONS for exercise in exercises_of(lesson)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=[exercise.id for _, exercise in EXERCISES])
def test_every_answer_of_the_bank_earns_the_same_through_nbgrader(
    lesson: Lesson, exercise: Exercise, lang: str, tmp_path: Path
) -> None:
    build(ROOT)
    bank = {item.name: item for item in bank_of(exercise, ROOT / "tests/answers")}
    for name, item in bank.items():
        notebook = solved(lang, lesson)
        answer(notebook, exercise.id).source = item.source
        path = tmp_path / "submitted" / name / f"{lesson.id}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    graded = grade(ROOT, exercise.assignment, tmp_path / "submitted", tmp_path / "output")
    for name, item in bank.items():
        assert (graded.points[name][exercise.id] == exercise.points) == (item.earns == "all"), name
