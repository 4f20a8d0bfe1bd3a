"""An honest student loses nothing to an accident: every case of ``fair/``, through nbgrader, as root and as anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.grading.execute import Limits
from tests.small_course.course import FULL
from tests.small_course.forms import FORMS, NotHere
from tests.small_course.grading import HONEST_STUDENTS, Class, graded
from tests.submissions import Case, load_cases

pytestmark = [pytest.mark.slow, pytest.mark.alone]
CASES = load_cases("fair")
_OWN_TIME = (
    f"--ExecuteAndJudge.cell_seconds={Limits.cell}",
    f"--ExecuteAndJudge.notebook_seconds={Limits.notebook}",
)
"""The time that the course itself gives: the small one's is cut short for those who would use up all of it."""


@pytest.fixture(scope="module", params=FORMS)
def fair(request: pytest.FixtureRequest) -> Iterator[Class]:
    """The honest class, graded once in each form."""
    try:
        with graded(CASES, request.param, *_OWN_TIME) as fair:
            yield fair
    except NotHere as reason:
        pytest.skip(f"{request.param}: {reason}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_honest_student_loses_nothing(fair: Class, case: Case) -> None:
    told = fair.told(case.student)
    assert fair.points.get(case.student) == case.expected, f"{case.why}\n{told}"
    assert [words for words in case.told if words not in told] == []


@pytest.mark.parametrize("student", HONEST_STUDENTS, ids=lambda case: case.name)
def test_who_did_nothing_special_earns_everything(fair: Class, student: Case) -> None:
    assert fair.points.get(student.name) == FULL


def test_nothing_is_left_behind(fair: Class) -> None:
    assert {what: found for what, found in fair.harm.items() if found} == {}


def test_everybody_was_graded(fair: Class) -> None:
    assert fair.returncode == 0, fair.log[-3000:]
