"""What the lessons say of Python and of its libraries is true of the versions with which the course is tested."""

from __future__ import annotations

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.authoring.source import Lesson, lesson_paths, read_lesson
from grader.containers import rules
from grader.pythons import END_OF_LIFE
from tests.conftest import ROOT

LESSONS = [read_lesson(path) for path in lesson_paths(ROOT)]
LOCK = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
}
QUOTED = re.compile(r"([a-zA-Z][\w.-]*)==(\d[\w.]*\w)")


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.id for lesson in LESSONS])
def test_a_pin_that_the_prose_quotes_is_that_of_the_lock(lesson: Lesson) -> None:
    prose = [text for cell in lesson.cells if cell.kind == "prose" for text in cell.text.values()]
    quoted = {(canonicalize_name(name), version) for text in prose for name, version in QUOTED.findall(text)}
    quoted |= {
        (canonicalize_name("scikit-learn"), version)
        for text in prose
        for version in re.findall(r"'sklearn': '([\d.]+)'", text)
    }
    assert {(name, version) for name, version in quoted if LOCK.get(name) != version} == set()


def test_the_two_tables_of_supported_pythons_agree() -> None:
    assert {python: END_OF_LIFE[f"{python[0]}.{python[1]}"] for python in rules.END_OF_LIFE} == rules.END_OF_LIFE


def test_the_requirements_are_as_the_lesson_on_environments_tells_them() -> None:
    here = [need for need in _needs("pandas") if need.marker is None or need.marker.evaluate({"extra": ""})]
    assert {need.name for need in here} - {"tzdata"} == {"numpy", "python-dateutil"}
    [complete] = [need for need in _needs("dask") if need.name == "dask" and 'extra == "complete"' in str(need.marker)]
    assert len(complete.extras) == 4


def test_the_wheels_are_as_the_lesson_on_environments_tells_them() -> None:
    interface = {name: _tag(name).split("-")[1] for name in ["numpy", "scipy", "scikit-learn", "psutil", "joblib"]}
    assert all(interface[name].startswith("cp3") for name in ["numpy", "scipy", "scikit-learn"])
    assert (interface["psutil"], interface["joblib"]) == ("abi3", "none")


def _needs(name: str) -> list[Requirement]:
    return [Requirement(line) for line in distribution(name).requires or []]


def _tag(name: str) -> str:
    return next(line[5:] for line in (distribution(name).read_text("WHEEL") or "").splitlines() if line.startswith("Tag: "))
