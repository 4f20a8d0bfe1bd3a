"""One exercise, judged from outside: what earns its points, what does not, and what the student is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.exercises import Exercise, load_exercises
from grader.judging.answer import judge_source
from grader.judging.verdict import Findings, Verdict

RIGHT = """
def double(x):
    if isinstance(x, str):
        raise TypeError("numbers only")
    return 2 * x
"""


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercises(Path(__file__).parent / "checks")["double"]


def passed(findings: Findings) -> set[str]:
    return {check.name for check in findings.checks if check.passed}


ALL = {"test_a_number", "test_an_array", "test_text", "test_elsewhere"}


@pytest.mark.parametrize(
    "extra",
    [
        "",
        "import sys; print('noise', file=sys.stderr)",
        "import warnings; warnings.warn('careful')",
        "check = None; AssertionError = None; isinstance = isinstance",
    ],
)
def test_a_right_answer_earns_everything_whatever_it_prints(exercise: Exercise, extra: str) -> None:
    assert passed(judge_source(exercise, [extra, RIGHT])) == ALL


def test_a_numpy_float_is_a_number(exercise: Exercise) -> None:
    numpy_float = RIGHT.replace("return 2 * x", "import numpy as np\n    return 2 * np.asarray(x)[()]")
    assert passed(judge_source(exercise, [numpy_float])) == ALL


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("", "does not define “double”"),
        ("def double(x)\n  return 2", "does not define “double”"),
        ("def double(x): return x / 0", "ZeroDivisionError"),
        ("def double(x): return 3 * x", "not the expected one"),
        ("class Same:\n def __eq__(s, o): return True\ndef double(x): return Same()", "“Same” object"),
        ("class Same(float):\n def __eq__(s, o): return True\ndef double(x): return Same(1)", "“Same” object"),
        ("import os\ndef double(x): os._exit(0)", "stopped answering"),
        ("def double(x): raise SystemExit", "SystemExit"),
        ("def double(x): return bytes(2**26)", "too large"),
    ],
)
def test_a_wrong_answer_earns_nothing_and_is_told_why(exercise: Exercise, source: str, told: str) -> None:
    findings = judge_source(exercise, [source])
    assert findings.points(exercise) == 0
    assert findings.checks[0].happened is not None
    assert told in findings.checks[0].happened["en"]


def test_patching_the_judge_s_tools_in_one_s_own_process_earns_nothing(exercise: Exercise) -> None:
    patches = """
import builtins, numpy.testing, math, grader.judging.verdict, grader.judging.api
numpy.testing.assert_array_equal = lambda *a, **k: None
grader.judging.verdict.Findings.points = lambda self, exercise: exercise.points
grader.judging.api.raises = None
builtins.isinstance = lambda *a: True
class AssertionError(Exception): pass
def double(x): return None
"""
    assert judge_source(exercise, [patches]).points(exercise) == 0


def test_an_endless_loop_is_ended_and_the_other_checks_go_on(exercise: Exercise) -> None:
    source = RIGHT.replace("return 2 * x", "while isinstance(x, int): pass\n    return 2 * x")
    findings = judge_source(exercise, [source])
    assert passed(findings) == {"test_an_array", "test_text"}
    assert findings.points(exercise) == 2


def test_a_process_that_ends_before_it_serves_is_named(exercise: Exercise) -> None:
    findings = judge_source(exercise, ["import os; os._exit(0)"])
    told = [findings.trouble, *(check.happened for check in findings.checks)]
    assert any(text and "process ended" in text["en"] for text in told)
    assert findings.points(exercise) == 0


def test_the_students_own_line_is_shown(exercise: Exercise) -> None:
    findings = judge_source(exercise, ["def double(x):\n    y = x\n    return y / 0"])
    assert findings.checks[0].lines == ("double, 3: return y / 0",)


def test_the_same_seed_gives_the_same_findings_and_another_one_other_inputs(exercise: Exercise) -> None:
    source = "def double(x): raise ValueError(f'{x}')"
    first, again, other = (judge_source(exercise, [source], seed).checks[0].happened for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize(
    ("lang", "words"),
    [("es", ["Falta", "¿Multiplicas?", "1 de 4 puntos"]), ("en", ["Missing", "Do you multiply?", "1 of 4 points"])],
)
def test_the_card_speaks_the_language_and_says_nothing_of_a_hidden_check_but_its_sentence(
    exercise: Exercise, lang: str, words: list[str]
) -> None:
    source = "def double(x):\n    if type(x) is int: raise ValueError('<b>')\n    if x == 1.5: return 3\n    raise TypeError"
    verdict = Verdict(judge_source(exercise, [source]), exercise, lang)
    text, html = str(verdict), verdict._repr_mimebundle_()["text/html"]
    for word in words:
        assert word in text
        assert word in html
    assert "<b>" not in html
    hidden = next(check for check in verdict.findings.checks if check.hidden)
    assert hidden.says[lang] in text
    assert hidden.happened is not None
    assert text.count(hidden.happened[lang]) == sum(c.happened == hidden.happened for c in verdict.findings.checks) - 1


def test_nbgrader_can_read_the_points_of_a_verdict(exercise: Exercise) -> None:
    verdict = Verdict(judge_source(exercise, [RIGHT]), exercise, "en")
    assert float(verdict._repr_mimebundle_()["text/plain"]) == exercise.points == verdict
