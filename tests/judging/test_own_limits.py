"""The judge ends, whatever its checks do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.judging.conftest import MakeExercise

HEAD = "from grader.judging.api import says\nright = says(es='Bien', en='Right')\n@right\ndef test_fails(): assert False\n"
JUDGE = """
import sys
from pathlib import Path
from grader.exercises import load_exercises
from grader.judging import own_limits
from grader.judging.checking import run_checks
from grader.judging.recorder import Recorder
own_limits.SECONDS, own_limits.MEMORY = 3, 2**30
own_limits.limit_oneself()
exercise = load_exercises(Path(sys.argv[1]))["answer"]
recorder = Recorder(exercise)
run_checks(exercise, recorder, object(), lambda: None)
print([check.happened["en"] for check in recorder.findings(0).checks if check.name == "test_strange"])
"""


def judge(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", JUDGE, str(folder)], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("strange", ["while True: pass", "sum(range(10**15))", "__import__('time').sleep(1000)"])
def test_a_check_that_does_not_end_ends_the_judge(make_exercise: MakeExercise, tmp_path: Path, strange: str) -> None:
    make_exercise(HEAD + f"@right\ndef test_strange():\n    {strange}")
    told = judge(tmp_path / "checks")
    assert told.returncode == 1
    assert not told.stdout


def test_a_check_that_fills_the_memory_fails(make_exercise: MakeExercise, tmp_path: Path) -> None:
    make_exercise(HEAD + "@right\ndef test_strange(): bytearray(2**31)")
    assert judge(tmp_path / "checks").stdout == "['The answer is too large.']\n"
