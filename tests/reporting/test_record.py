"""What a graded notebook says as data: what the card says, in every language, and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.authoring.generate import generate_assignments
from grader.exercises import load_exercises
from grader.grading import course
from grader.grading.work import put_cards
from grader.judging.verdict import CheckResult, Findings, Verdict
from grader.languages import LANGUAGES
from grader.reporting.graded import answers_in, read_graded
from grader.reporting.items import items
from grader.reporting.page import page
from tests.reporting.made import NOW, lesson
from tests.reporting.writing import STUB
from tests.small_course.course import ASSIGNMENT, EXERCISES, SOLUTIONS, write_course
from tests.submissions import honest, submit

SAYS = {"es": "Frase", "en": "Sentence"}
HAPPENED = {"es": "Tu código lanzó ValueError", "en": "Your code raised ValueError"}
UNSEEN = {lang: f"{text}\x1b[31m: \u202eabc" for lang, text in HAPPENED.items()}
ADVICE = {"es": "Mira aquí", "en": "Look here"}


def test_a_record_holds_what_the_card_shows() -> None:
    public = CheckResult("test_a", SAYS, False, happened=UNSEEN, advises=ADVICE, lines=("raise ValueError",))
    hidden = replace(public, name="test_b", hidden=True)
    exercise = next(iter(EXERCISES.values()))
    record = Verdict(Findings(exercise.id, 7, (public, hidden, replace(public, passed=True))), exercise, "es").record()
    assert [check.get("happened") for check in record["checks"]] == [
        {lang: f"{text}: \\u202eabc" for lang, text in HAPPENED.items()},
        None,
        None,
    ]
    assert [check["passed"] for check in record["checks"]] == [False, False, True]
    assert [check.get("name") for check in record["checks"]] == ["test_a", None, "test_a"]
    assert "advises" not in json.dumps(record)
    assert record["trouble"] is None


def test_what_a_kernel_left_in_a_check_cell_is_no_record() -> None:
    notebook = lesson(["double"], "en", STUB)
    forged = {"checks": [{"name": "x", "says": SAYS, "hidden": False, "passed": True}], "trouble": None}
    check = next(cell for cell in notebook.cells if cell.id == "double-check")
    check.outputs = [{"output_type": "execute_result", "data": {}, "metadata": {"course": forged}, "execution_count": 1}]
    put_cards(notebook, [Verdict(Findings("double", 1, (CheckResult("test_a", SAYS, False),)), EXERCISES["double"], "en")])
    assert len(check.outputs) == 1
    answer = answers_in(notebook, ())["double"]
    assert [(found.name, found.passed) for found in answer.checks] == [("test_a", False)]


def test_an_answer_is_its_cell_and_the_code_added_since_the_exercise_before() -> None:
    notebook = lesson(["one", "two"], "es", "def f(): ...")
    ours = {cell.id for cell in notebook.cells}
    place = next(n for n, cell in enumerate(notebook.cells) if cell.id == "two-answer")
    notebook.cells.insert(place, {"cell_type": "code", "id": "added-9", "source": ["import\n", " os"], "metadata": {}})
    for cell in notebook.cells:
        cell.setdefault("outputs", [])
    assert {id: answer.source for id, answer in answers_in(notebook, ours).items()} == {
        "one": "def f(): ...",
        "two": "import\n os\n\ndef f(): ...",
    }


@pytest.mark.slow
def test_what_grading_writes_is_what_the_report_reads(tmp_path: Path) -> None:
    write_course(tmp_path)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(tmp_path, tmp_path / "build/source" / lang, tmp_path / "notebooks" / lang, *flags)
    for case in (honest("right", "es"), replace(honest("stub", "en"), kind="hostile")):
        submit(case, tmp_path, {})
    points = course.grade(tmp_path, ASSIGNMENT).points
    graded = read_graded(tmp_path, ASSIGNMENT, "en")
    assert {one.student: one.points for one in graded.submissions} == points
    assert not graded.ungraded
    right, stub = graded.submissions
    assert right.answers["double"].source == SOLUTIONS["double"]
    assert {answer.lang for answer in right.answers.values()} == {"es"}
    assert {answer.lang for answer in stub.answers.values()} == {"en"}
    assert right.answers.keys() == stub.answers.keys() == EXERCISES.keys()
    for id in load_exercises(tmp_path / "checks"):
        assert right.answers[id].recorded
        assert all(check.passed for check in right.answers[id].checks)
        assert not all(check.passed for check in stub.answers[id].checks)
    assert all(check.passed == 1 and check.of == 2 for item in items(graded) for check in item.checks)
    for lang in LANGUAGES:
        assert EXERCISES["double"].title[lang] in page(graded, lang, NOW)
