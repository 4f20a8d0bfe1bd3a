"""A judging leaves nothing in the machine's temporary folder, although its processes are killed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.judging.answer import judge_source
from grader.judging.check import judge_here
from grader.judging.verdict import Findings
from tests.judging.conftest import MakeExercise

ANSWER = """
import subprocess, sys, tempfile

def of_a_program():
    return subprocess.check_output([sys.executable, "-c", "import tempfile; print(tempfile.mkdtemp())"], text=True)

def made():
    return [tempfile.mkdtemp(), of_a_program().strip()]
"""
CHECKS = f"""
from pathlib import Path
from grader.judging.api import run_in, says

def _made():
    space = {{}}
    exec({ANSWER!r}, space)
    return space["made"]()

@says(es="Bien", en="Right")
def test_temporary_folders(student, fresh, fresh_without, folder):
    made = [*run_in(fresh, _made), *run_in(fresh_without("pandas"), _made)]
    assert [Path(path).parent for path in made] == [folder.parent] * 4
    assert len(student.made()) == 2
"""


def live(exercise: Any) -> Findings:
    space: dict[str, Any] = {}
    exec(ANSWER, space)
    space["made"] = lambda: [1, 2]  # what a student's own process leaves is the student's
    return judge_here(exercise, space)


@pytest.mark.parametrize("judge", [lambda exercise: judge_source(exercise, [ANSWER]), live], ids=["source", "live"])
def test_temporary_folders_of_killed_processes_go_with_the_judging(
    make_exercise: MakeExercise,
    judge: Callable[[Any], Findings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, mkdtemp = [], tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **named: made.append(mkdtemp(**named)) or made[-1])
    findings = judge(make_exercise(CHECKS))
    assert [(check.name, check.passed) for check in findings.checks] == [("test_temporary_folders", True)]
    [scratch] = [path for path in made if Path(path).name.startswith(("answer-", "check-"))]
    assert not Path(scratch).exists()
