"""One pipeline in two languages: other branches, the last stage, the version of Python."""

from __future__ import annotations

import re

import pytest

from grader.judging.api import says

STAGES = ["lint", "test", "train", "package"]
FILES = ["travis_yml", "jenkinsfile"]


@says(
    es="En otra rama hace lo mismo menos empaquetar, y pasa",
    en="On another branch it does the same except packaging, and passes",
)
@pytest.mark.parametrize("name", FILES)
def test_only_main_is_packaged(carry_out, name, rng):
    (done,) = carry_out(name, None, branch=f"feature-{rng.integers(100)}")
    assert done.passed
    assert done.tasks == STAGES[:3]


@says(
    es="Un fallo al empaquetar tampoco se calla",
    en="A failure in packaging is not kept quiet either",
)
@pytest.mark.parametrize("name", FILES)
def test_the_last_stage_may_fail_too(carry_out, name):
    (done,) = carry_out(name, "package")
    assert not done.passed
    assert done.tasks == STAGES


@says(
    es="Los dos piden Python 3.13 en todas las etapas",
    en="Both ask for Python 3.13 in all stages",
)
def test_both_ask_for_the_same_python(plan):
    for _, versions in plan("travis_yml"):
        assert versions
        assert all(re.fullmatch(r"3\.13(\.\d+|-dev)?", version) for version in versions)
    for _, images in plan("jenkinsfile"):
        assert images
        assert all(re.match(r"(docker\.io/)?(library/)?python:3\.13(?!\d)", image) for image in images)
