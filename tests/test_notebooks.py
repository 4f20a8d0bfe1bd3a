"""A solved lesson runs whole in an ordinary kernel, as a student runs it, within the memory that a small machine has."""

from __future__ import annotations

import pytest

from benchmarks.notebooks import BYTES, run
from examples.make import LESSONS, solved
from grader.authoring.source import Lesson

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.id for lesson in LESSONS])
def test_a_solved_lesson_runs_whole_within_the_memory_budget(lesson: Lesson) -> None:
    notebook = solved("es", lesson)
    taken = run(notebook)
    assert taken.memory < BYTES
    cards = [str(cell.outputs) for cell in notebook.cells if cell.get("source", "").startswith("check(")]
    assert len(cards) == len(lesson.answers)
    assert all("Ejercicio completo" in card for card in cards)
