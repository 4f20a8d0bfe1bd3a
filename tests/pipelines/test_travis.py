"""A .travis.yml is what Travis CI's schema and its own way of working out the jobs say."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.pipelines import TravisError, read_travis, run_locally


def stages(text: str) -> list[tuple[str, list[str]]]:
    return [(stage.name, [step.command for job in stage.jobs for step in job.steps]) for stage in read_travis(text).stages]


def test_a_file_without_jobs_is_one_job_of_the_stage_test() -> None:
    assert stages("language: python\ninstall: pip install .\nscript: [a, b]\n") == [("test", ["pip install .", "a", "b"])]


def test_one_version_and_listed_jobs_make_no_job_more_and_two_versions_do() -> None:
    jobs = "script: all\njobs:\n  include:\n    - {stage: lint, script: lint}\n"
    assert stages(f"python: '3.13'\n{jobs}") == [("lint", ["lint"])]
    assert stages(f"python: ['3.13']\n{jobs}") == [("lint", ["lint"])]
    assert stages(f"python: ['3.12', '3.13']\n{jobs}") == [("test", ["all", "all"]), ("lint", ["lint"])]


def test_a_job_without_a_stage_is_in_that_of_the_one_before_it() -> None:
    text = "jobs:\n  include: [{script: a}, {stage: Deploy, script: b}, {script: c}, {stage: deploy, script: d}]\n"
    assert stages(text) == [("test", ["a"]), ("Deploy", ["b", "c", "d"])]


def test_stages_come_in_the_order_of_the_list_and_then_of_the_jobs() -> None:
    text = "stages: [b, unused]\njobs:\n  include:\n    - {stage: a, script: a}\n    - {stage: b, script: b}\n"
    assert stages(text) == [("b", ["b"]), ("a", ["a"])]


def test_a_job_inherits_what_it_does_not_say() -> None:
    text = "install: skip\nbefore_script: x\nenv: A=b\njobs:\n  include:\n    - {stage: a, script: a}\n"
    (stage,) = read_travis(text).stages
    assert [step.command for step in stage.jobs[0].steps] == ["x", "a"]
    assert stage.jobs[0].environment == {"A": "b"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("stages: {a: b}", "stages"),
        ("jobs: [a]", "jobs"),
        ("language: snake", "language"),
        ("a: [", "not YAML"),
        ("script: a\nscript: b", "not YAML"),
        ("[]", "mapping"),
        ("jobs:\n  include:\n    - {stage: a, scrpt: b}", "scrpt"),
        ("language: python", "no script"),
        ("stages: [{name: a, if: tag IS present}]\njobs:\n  include:\n    - {stage: a, script: b}", "condition"),
    ],
)
def test_what_it_cannot_be_is_refused(text: str, why: str) -> None:
    with pytest.raises(TravisError, match=why):
        read_travis(text)


def test_a_script_goes_on_after_a_failure_and_an_installation_does_not(tmp_path: Path) -> None:
    run = run_locally(read_travis("script: ['false', echo on]\nafter_failure: echo told\n"), tmp_path)
    assert not run.passed
    assert [one.command for one in run.ran] == ["false", "echo on", "echo told"]
    run = run_locally(read_travis("install: 'false'\nscript: echo on\n"), tmp_path)
    assert [one.command for one in run.ran] == ["false"]


def test_of_a_script_of_several_lines_only_the_last_counts(tmp_path: Path) -> None:
    assert run_locally(read_travis("script: |\n  false\n  true\n"), tmp_path).passed


def test_the_other_jobs_of_a_stage_are_done_and_the_stages_after_it_are_not(tmp_path: Path) -> None:
    text = "jobs:\n  include: [{stage: a, script: 'false'}, {script: echo beside}, {stage: b, script: echo after}]\n"
    run = run_locally(read_travis(text), tmp_path)
    assert [one.command for one in run.ran] == ["false", "echo beside"]
    assert run.skipped == ("b",)


def test_a_job_that_may_fail_fails_nobody_else(tmp_path: Path) -> None:
    jobs = "jobs:\n  include:\n    - {stage: a, script: 'false'}\n    - {stage: b, script: echo after}\n  allow_failures:\n"
    assert run_locally(read_travis(jobs + "    - {stage: A}\n"), tmp_path).passed
    assert not run_locally(read_travis(jobs + "    - {stage: b}\n"), tmp_path).passed


def test_conditions_of_a_stage_and_of_a_job_hold_together(tmp_path: Path) -> None:
    stage = "stages: [{name: a, if: 'branch IN (main, next)'}]\n"
    text = stage + "jobs:\n  include: [{stage: a, if: branch = main, script: echo on}]\n"
    assert [len(run_locally(read_travis(text), tmp_path, branch).ran) for branch in ("main", "next", "other")] == [1, 0, 0]


@pytest.mark.parametrize("name", ["branch = main", "branch == 'main'", 'branch IN ("main", next)'])
def test_a_name_in_a_condition_may_stand_in_quotes(name: str, tmp_path: Path) -> None:
    pipeline = read_travis(f"if: {name}\nscript: echo on\n")
    assert [len(run_locally(pipeline, tmp_path, branch).ran) for branch in ("main", "other")] == [1, 0]


def test_a_file_for_some_branches_only_does_nothing_on_others(tmp_path: Path) -> None:
    pipeline = read_travis("branches: {only: [main]}\nscript: echo on\n")
    assert [len(run_locally(pipeline, tmp_path, branch).ran) for branch in ("main", "other")] == [1, 0]
    with pytest.raises(TravisError, match="only"):
        read_travis("branches: {except: [main]}\nscript: a\n")


def test_a_version_of_python_means_something_in_that_language_only() -> None:
    def image(text: str) -> str:
        return read_travis(text).stages[0].jobs[0].image

    assert image("language: python\npython: 3.13\nscript: a\n") == "3.13"
    assert image("python: 3.13\nscript: a\n") == ""
