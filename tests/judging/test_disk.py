"""The disk of a check is what one clean process sees, the same one for all checks of a judging."""

from __future__ import annotations

from grader.judging.answer import judge_source
from tests.judging.conftest import MakeExercise

CHECKS = """
import os
from grader.judging.api import run_in, says

right = says(es="Bien", en="Right")
seen = set()

def _process():
    import os
    return os.getpid()

@right
def test_what_is_written_is_read(student, disk, folder):
    path = folder / "new" / "answer"
    disk.write(path, str(student.answer()).encode())
    assert disk.read(path) == b"42"

@right
def test_a_link_to_nothing_is_there(disk, folder):
    run_in(disk.reader, os.symlink, str(folder / "nothing"), str(folder / "link"))
    assert [disk.exists(folder / name) for name in ("link", "nothing")] == [True, False]

@right
def test_one_process_reads_first(student, disk, reader):
    seen.add(run_in(disk.reader, _process))
    assert run_in(reader, _process) in seen
    assert not {run_in(student, _process), os.getpid()} & seen

@right
def test_the_same_process_reads_again(reader):
    assert {run_in(reader, _process)} == seen
"""


def test_a_clean_process_of_its_own_reads_and_writes(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(CHECKS)
    findings = judge_source(exercise, ["def answer(): return 42"])
    assert [check.name for check in findings.checks if not check.passed] == []
    assert findings.points(exercise) == exercise.points
