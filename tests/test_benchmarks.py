"""The courses of the benchmark are sound: both graders give a stub nothing and a solution everything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.classes import graders
from benchmarks.classes.courses import COURSES, Submission, load_course, students
from benchmarks.classes.graders import Class

pytestmark = pytest.mark.slow
LIGHT = load_course("light")
FULL = {id: exercise.points for id, exercise in LIGHT.exercises.items()}


@pytest.fixture(scope="module")
def two() -> Iterator[Class]:
    """A class of two, in two languages."""
    submissions = [Submission("solved", "es", LIGHT.solutions), Submission("stub", "en", {})]
    with graders.built(LIGHT, submissions) as class_:
        yield class_


@pytest.mark.parametrize("grade", [graders.ours, graders.stock])
def test_a_solution_earns_everything_and_a_stub_nothing(two: Class, grade) -> None:
    assert grade(two).points == {"solved": FULL, "stub": dict.fromkeys(FULL, 0)}


@pytest.mark.parametrize("name", COURSES)
def test_an_exercise_has_all_of_its_parts(name: str) -> None:
    course = load_course(name)
    assert len(course.exercises) == 6
    assert course.exercises.keys() == course.solutions.keys() == course.wrong.keys() == course.asserts.keys()
    assert all(exercise.hidden for exercise in course.exercises.values())


def test_a_larger_class_begins_with_the_smaller_one_and_no_two_students_share_a_name() -> None:
    assert students(LIGHT, 30)[:7] == students(LIGHT, 7)
    assert len({submission.student for submission in students(LIGHT, 30)}) == 30
