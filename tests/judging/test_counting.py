"""What counts as passed: a check that the judge collected, that ran, and that pytest says passed. Nothing else earns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.judging.answer import judge_source
from tests.judging.conftest import MakeExercise

HEAD = """
import os, sys
import pytest
from grader.judging.api import says
right = says(es="Bien", en="Right")
"""
RIGHT = "def answer(): return 42"

ODD = (
    HEAD
    + """
@right
@pytest.mark.skip
def test_skipped(student): pass

@right
@pytest.mark.skipif(True, reason="of course")
def test_skipped_if(student): pass

@right
def test_skips_itself(student): pytest.skip()

@right
@pytest.mark.xfail
def test_expected_to_fail(student): assert False

@right
@pytest.mark.xfail
def test_passes_though_expected_to_fail(student): pass

@right
@pytest.mark.xfail(run=False)
def test_not_run(student): pass

@right
def test_calls_off(student): pytest.xfail()

@right
def test_fails(student): pytest.fail()

@pytest.fixture
def broken(): raise RuntimeError

@right
def test_whose_fixture_breaks(broken): pass

@pytest.fixture
def breaks_later():
    yield
    raise RuntimeError

@right
def test_whose_fixture_breaks_later(breaks_later): pass

@right
def test_asks_for_what_is_not_there(no_such_fixture): pass

class TestGroup:
    @right
    def test_in_a_class(self, student): assert student.answer() == 42

@right
def test_right(student): assert student.answer() == 42
"""
)


def test_only_what_ran_and_passed_has_passed(make_exercise: MakeExercise) -> None:
    exercise = make_exercise(ODD)
    findings = judge_source(exercise, [RIGHT])
    assert not findings.trouble, findings.details
    assert len(findings.checks) == 13
    assert [check.name for check in findings.checks if check.passed] == ["test_in_a_class", "test_right"]
    assert findings.points(exercise) == round(4 * 2 / 13, 2)


PARAMETRISED = (
    HEAD
    + """
@right
@pytest.mark.parametrize("number", [1, 2, 3])
def test_many(student, number): assert student.answer() != {fails}

@right
def test_one(student): assert student.answer() == 42
"""
)


@pytest.mark.parametrize(("fails", "points"), [("number", 4), ("number * 21", 2)], ids=["all right", "one wrong"])
def test_a_check_with_parameters_is_one_criterion(make_exercise: MakeExercise, fails: str, points: float) -> None:
    exercise = make_exercise(PARAMETRISED.format(fails=fails))
    findings = judge_source(exercise, [RIGHT])
    assert [check.name for check in findings.checks] == ["test_many", "test_one"]
    assert findings.points(exercise) == points


def test_checks_of_the_same_name_in_two_modules_count_both(make_exercise: MakeExercise) -> None:
    public = HEAD + "@right\ndef test_it(student): assert student.answer() == 42"
    exercise = make_exercise(public, hidden=public.replace("42", "43"))
    findings = judge_source(exercise, [RIGHT])
    assert [(check.passed, check.hidden) for check in findings.checks] == [(True, False), (False, True)]
    assert findings.points(exercise) == 2


GOOD = HEAD + "@right\ndef test_right(student): assert student.answer() == 42\n"


@pytest.mark.parametrize(
    ("public", "hidden", "conftest", "details"),
    [
        ("import nothing_of_the_kind", "", "", "nothing_of_the_kind"),
        (GOOD, "import nothing_of_the_kind", "", "nothing_of_the_kind"),
        ("def test_(:", "", "", "SyntaxError"),
        (GOOD, "", "import nothing_of_the_kind", "nothing_of_the_kind"),
        (GOOD, "", "raise SystemExit(0)", "SystemExit"),
        (GOOD, "", "import pytest; pytest.skip('today', allow_module_level=True)", "today"),
        ("x = 1", "", "", "answer.py: pytest found no check in it"),
        (GOOD, "x = 1", "", "answer_hidden.py: pytest found no check in it"),
        (GOOD, "import pytest; pytest.skip('today', allow_module_level=True)", "", "today"),
        (GOOD + "def test_silent(student): pass", "", "", "test_silent: lacks its sentence"),
        (HEAD + "@says(es='Bien')\ndef test_right(): pass", "", "", "sentence is missing in en"),
        (HEAD + "@says(es='Bien', en='Right', weight=0)\ndef test_right(): pass", "", "", "greater than 0"),
        (HEAD + "@says(es='Bien', en='Right', weight=float('nan'))\ndef test_right(): pass", "", "", "greater than 0"),
        (HEAD + "@right\ndef test_ends(): pytest.exit('now')", "", "", "INTERRUPTED"),
        (HEAD + "@right\ndef test_ends(): raise KeyboardInterrupt", "", "", "INTERRUPTED"),
        (GOOD, "", "def pytest_collection_modifyitems(items): items.clear()", "found no check"),
        (GOOD, "", "def pytest_runtest_setup(item): raise KeyboardInterrupt", "INTERRUPTED"),
        (GOOD, "", "def pytest_runtest_logreport(report): raise KeyError('hook')", "hook"),
    ],
)
def test_checks_that_are_broken_earn_nothing_and_the_staff_is_told(
    make_exercise: MakeExercise, public: str, hidden: str, conftest: str, details: str
) -> None:
    exercise = make_exercise(public, hidden=hidden, conftest=conftest)
    findings = judge_source(exercise, [RIGHT])
    assert findings.trouble is not None
    assert "could not be loaded" in findings.trouble["en"]
    assert details in findings.details
    assert findings.points(exercise) == 0


@pytest.mark.parametrize("end", ["os._exit(0)", "sys.exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_judge_that_ends_early_earns_nothing(make_exercise: MakeExercise, end: str) -> None:
    exercise = make_exercise(GOOD + f"@right\ndef test_ends(): {end}")
    assert judge_source(exercise, [RIGHT]).points(exercise) < exercise.points


def test_a_conftest_is_imported_once_for_all_modules(make_exercise: MakeExercise, tmp_path: Path) -> None:
    exercise = make_exercise(GOOD, hidden=GOOD, conftest=f"open({str(tmp_path / 'seen')!r}, 'a').write('x')")
    assert judge_source(exercise, [RIGHT]).points(exercise) == 4
    assert (tmp_path / "seen").read_text() == "x"


LURKING = """
import pytest
@pytest.fixture
def student():
    class Student:
        def answer(self): return 42
    return Student()
@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    report.outcome = "passed"
    return report
open("{seen}", "a").close()
"""

JUDGE = """
import sys
from pathlib import Path
from grader.exercises import load_exercises
from grader.judging.check import judge_here
if __name__ == "__main__":
    exercise = load_exercises(Path(sys.argv[1]))["answer"]
    findings = judge_here(exercise, {"answer": lambda: 41})
    print(len(findings.checks), findings.points(exercise), findings.details)
"""


def test_the_judge_sees_nothing_of_the_folder_and_the_environment_of_a_student(
    make_exercise: MakeExercise, tmp_path: Path
) -> None:
    """A notebook's own folder and variables, in a kernel: plugins, settings, conftests and modules of any name."""
    make_exercise(HEAD + "@right\ndef test_right(student):\n    import tabnanny\n    assert student.answer() == 42")
    folder = tmp_path / "notebooks"
    seen = folder / "seen"
    folder.mkdir()
    for name in ["conftest.py", "lurking.py", "test_more.py", "pytest_lurking.py", "tabnanny.py"]:
        (folder / name).write_text(LURKING.format(seen=seen))
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p lurking --collect-only\n")
    (folder / "judge.py").write_text(JUDGE)
    settings = {
        "PYTEST_ADDOPTS": "-p lurking --collect-only",
        "PYTEST_PLUGINS": "lurking",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "",
    }
    run = [sys.executable, "judge.py", str(tmp_path / "checks")]
    told = subprocess.run(run, cwd=folder, env=os.environ | settings, capture_output=True, text=True, timeout=120)
    assert told.stdout.split() == ["1", "0.0"], told.stderr
    assert not seen.exists()
