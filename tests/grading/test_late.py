"""Lateness costs what was said, after the grace, up to the cap, and nothing at all unless it is asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from traitlets import TraitError
from traitlets.config import Config

from grader.authoring.generate import generate_assignments
from grader.grading.late import LatePenalty
from tests.conftest import ROOT
from tests.small_course.course import ASSIGNMENT, FULL, write_course
from tests.submissions import honest, submit

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@pytest.mark.parametrize(
    ("seconds", "penalty"),
    [
        (1, None),
        (30 * MINUTE, None),
        (30 * MINUTE + 1, 2),
        (30 * MINUTE + DAY, 2),
        (30 * MINUTE + DAY + 1, 4),
        (4 * DAY, 8),
        (40 * DAY, 10),
    ],
)
def test_each_day_begun_after_the_grace_costs_up_to_the_cap(seconds: float, penalty: float | None) -> None:
    plugin = LatePenalty(grace_minutes=30, percent=10, per="day", cap=50)
    assert plugin.late_submission_penalty("ana", 20.0, seconds) == penalty


def test_the_percent_may_be_for_an_hour() -> None:
    plugin = LatePenalty(percent=5, per="hour")
    assert [plugin.late_submission_penalty("ana", 20.0, hours * HOUR) for hours in (1, 2, 1000)] == [1, 2, 20]


@given(st.floats(0, 1e9), st.floats(0, 1e3), st.floats(0, 100), st.floats(0, 100), st.floats(0, 1e6))
def test_it_never_costs_more_than_there_is(seconds: float, score: float, percent: float, cap: float, grace: float) -> None:
    plugin = LatePenalty(percent=percent, cap=cap, grace_minutes=grace)
    penalty = plugin.late_submission_penalty("ana", score, seconds)
    assert penalty is None or 0 <= penalty <= score
    longer = plugin.late_submission_penalty("ana", score, seconds + DAY)
    assert (longer or 0) >= (penalty or 0)


@pytest.mark.parametrize("wrong", [{"percent": -1}, {"percent": 101}, {"cap": 101}, {"grace_minutes": -1}, {"per": "week"}])
def test_a_setting_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TraitError):
        LatePenalty(**wrong)


def commented_lines() -> str:
    """What the configuration proposes, as if the # were taken away."""
    lines = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("# ") for line in lines if line.startswith("# c.") and "Late" in line)


def test_the_lines_in_the_configuration_are_right() -> None:
    config = Config()
    exec(commented_lines(), {"c": config})
    assert config.AssignLatePenalties.plugin_class == f"{LatePenalty.__module__}.{LatePenalty.__name__}"
    assert set(config.LatePenalty) <= set(LatePenalty.class_trait_names(config=True))


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [True, False])
def test_through_autograde_the_penalty_is_in_the_gradebook_only_if_it_is_wanted(tmp_path: Path, wanted: bool) -> None:
    course = tmp_path / "course"
    course.mkdir()
    write_course(course)
    if wanted:
        with (course / "nbgrader_config.py").open("a") as config:
            config.write(f"\n{commented_lines()}\n")
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(course, course / "build/source" / lang, course / "notebooks" / lang, *flags)
    due = [sys.executable, "-m", "nbgrader", "db", "assignment", "add", ASSIGNMENT, "--duedate=2026-11-01 12:00 UTC"]
    subprocess.run(due, cwd=course, check=True, capture_output=True)
    arrived = {"early": "2026-11-01 11:59 UTC", "graced": "2026-11-01 12:30 UTC", "late": "2026-11-02 12:31 UTC"}
    for student, when in arrived.items():
        submit(honest(student, "en"), course, {})
        (course / "submitted" / student / ASSIGNMENT / "timestamp.txt").write_text(when)
    shutil.rmtree(course / "autograded", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT], cwd=course, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    total = sum(FULL.values())
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        found = {student: gradebook.find_submission(ASSIGNMENT, student) for student in arrived}
        assert {student: one.score for student, one in found.items()} == dict.fromkeys(arrived, total)
        penalties = {student: one.late_submission_penalty for student, one in found.items()}
    assert penalties == {"early": 0, "graced": 0, "late": pytest.approx(0.2 * total if wanted else 0)}
