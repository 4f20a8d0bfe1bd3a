"""Every lesson through nbgrader, in every language: who writes nothing earns nothing, who writes the solution everything."""

from __future__ import annotations

import nbformat
import pytest

from examples.make import LESSONS, solved, untouched
from grader.authoring.build import build
from grader.grading.course import Graded, grade
from grader.languages import LANGUAGES
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

ASSIGNMENTS = list(dict.fromkeys(lesson.assignment for lesson in LESSONS))


@pytest.fixture(scope="module", params=ASSIGNMENTS)
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """A class in which everybody hands in all lessons of the assignment."""
    build(ROOT)
    submitted = tmp_path_factory.mktemp("submitted")
    for lesson in [lesson for lesson in LESSONS if lesson.assignment == request.param]:
        for make in (solved, untouched):
            for lang in LANGUAGES:
                path = submitted / f"{make.__name__}-{lang}" / f"{lesson.id}.ipynb"
                path.parent.mkdir(parents=True, exist_ok=True)
                nbformat.write(make(lang, lesson), path)
    return grade(ROOT, request.param, submitted, tmp_path_factory.mktemp("output"))


def test_everything_was_graded(graded: Graded) -> None:
    assert graded.troubles == []
    assert len(graded.points) == 2 * len(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_solution_earns_everything(graded: Graded, lang: str) -> None:
    assert graded.points[f"solved-{lang}"] == dict(graded.exercises)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_untouched_notebook_earns_nothing(graded: Graded, lang: str) -> None:
    assert set(graded.points[f"untouched-{lang}"].values()) == {0}
