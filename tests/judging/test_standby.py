"""Judges that stand by: what they collected is used again, as long as it is what they would collect now."""

from __future__ import annotations

import os
import signal

import pytest

from grader.exercises import Exercise
from grader.judging import standby
from grader.judging.answer import judge_source
from grader.judging.check import judge_here
from grader.judging.launch import preload
from grader.judging.verdict import Findings
from tests.judging.conftest import MakeExercise

HEAD = "from grader.judging.api import says\nright = says(es='Bien', en='Right')\n"
CHECK = HEAD + "@right\ndef test_double(student): assert student.double(2) == 4\n"
ANSWER = "def double(x): return 2 * x"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="judges stand by where processes fork")


def passed(findings: Findings) -> list[bool]:
    return [check.passed for check in findings.checks]


def standing_by() -> list[int]:
    return [judge.pid for judge in standby._standing_by.values()]


@pytest.fixture
def exercise(make_exercise: MakeExercise) -> Exercise:
    standby.dismiss()
    return make_exercise(CHECK)


def test_one_judge_does_all_judgings_of_an_exercise(exercise: Exercise) -> None:
    assert passed(judge_source(exercise, [ANSWER])) == [True]
    first = standing_by()
    assert passed(judge_source(exercise, ["def double(x): return x"])) == [False]
    assert passed(judge_source(exercise, [ANSWER])) == [True]
    assert standing_by() == first
    assert len(first) == 1


def test_checks_that_were_changed_are_collected_again(exercise: Exercise) -> None:
    judge_source(exercise, [ANSWER])
    exercise.public.write_text(CHECK.replace("== 4", "== 5"))
    assert passed(judge_source(exercise, [ANSWER])) == [False]


def test_a_judge_that_was_ended_is_replaced(exercise: Exercise) -> None:
    judge_source(exercise, [ANSWER])
    [pid] = standing_by()
    os.kill(pid, signal.SIGKILL)
    for judge in standby._standing_by.values():
        judge._process.join()
    assert passed(judge_source(exercise, [ANSWER])) == [True]


def test_nothing_of_one_judging_is_left_for_the_next(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(HEAD + "seen = []\n@right\ndef test_first():\n    seen.append(1)\n    assert len(seen) == 1\n")
    assert [passed(judge_source(exercise, [""])) for _ in range(3)] == [[True]] * 3


def test_a_check_that_starts_a_thread_is_judged_without_a_fork(make_exercise: MakeExercise) -> None:
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=[100], daemon=True).start()\n"
    standby.dismiss()
    exercise = make_exercise(thread + CHECK)
    assert [passed(judge_source(exercise, [ANSWER])) for _ in range(2)] == [[True]] * 2
    assert not standing_by()


def test_other_libraries_may_be_imported_while_a_judge_stands_by(exercise: Exercise) -> None:
    judge_source(exercise, [ANSWER])
    preload(["wave"])
    try:
        source = "import sys\ndef double(x): return 2 * x if 'wave' in sys.modules else None"
        assert passed(judge_source(exercise, [source])) == [True]
    finally:
        preload([])


def test_no_more_of_them_than_there_is_room_for(make_exercise: MakeExercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standby, "MOST", 1)
    standby.dismiss()
    exercise = make_exercise(CHECK)
    for change in ("", "# once more\n"):
        exercise.public.write_text(CHECK + change)
        judge_source(exercise, [ANSWER])
    assert len(standing_by()) == 1


def test_few_stay_in_a_notebook_whose_memory_they_share(make_exercise: MakeExercise) -> None:
    standby.dismiss()
    exercise = make_exercise(CHECK)
    for change in ("", "# once more\n", "# and again\n"):
        exercise.public.write_text(CHECK + change)
        judge_here(exercise, {"double": lambda x: 2 * x})
    assert len(standing_by()) == 2
