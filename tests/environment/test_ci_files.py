"""The project's own CI files are what their services take, run the same as each other, and trust nobody more than needed.

What cannot be had here, the services themselves, is stood in for by their published schemas, by a linter and by readers.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.pipelines import read_jenkinsfile, read_travis
from grader.pipelines.groovy import read_groovy
from tests.conftest import ROOT
from tests.journeys.screenshots import KEPT_UNLESS_TOLD
from tests.pipelines import test_jenkinsfile as jenkinsfiles

WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
JENKINSFILE = ROOT / "Jenkinsfile"
TRAVIS = ROOT / ".travis.yml"
FILES = [WORKFLOW, JENKINSFILE, TRAVIS]
STEPS = ["make setup", ".venv/bin/grader doctor", "make test", "make grade"]
"""What each of them runs, in this order."""
GIVEN = {"make", "git", "chromium", "python3.11-venv"}
"""Of what .ci/run installs on Debian, what the machines of both services have, or have in another way."""


def program(name: str) -> str:
    path = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert path, f"{name} is in requirements.lock, and not beside this Python"
    return path


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120, check=False)


def workflow() -> dict[str, Any]:
    loaded = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def job() -> dict[str, Any]:
    (only,) = workflow()["jobs"].values()
    return dict(only)


def commands(path: Path) -> list[str]:
    """The commands of make and of the environment that a file runs, in their order."""
    if path == WORKFLOW:
        lines = [line for step in job()["steps"] for line in step.get("run", "").splitlines()]
    else:
        read = read_jenkinsfile if path == JENKINSFILE else read_travis
        pipeline = read(path.read_text(encoding="utf-8"))
        lines = [step.command for stage in pipeline.stages for job in stage.jobs for step in job.steps]
    return [line for line in lines if line.startswith(("make ", ".venv/"))]


def variables(path: Path) -> dict[str, str]:
    if path == WORKFLOW:
        return dict(job()["env"])
    read = read_jenkinsfile if path == JENKINSFILE else read_travis
    pipeline = read(path.read_text(encoding="utf-8"))
    return {**pipeline.environment, **pipeline.stages[0].jobs[0].environment}


def matches(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    return run(program("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", path)


@pytest.mark.slow
@pytest.mark.parametrize(("schema", "path"), [("github-workflows", WORKFLOW), ("travis", TRAVIS)], ids=["github", "travis"])
def test_the_file_is_what_its_service_publishes_as_a_schema(schema: str, path: Path, tmp_path: Path) -> None:
    done = matches(schema, path)
    assert done.returncode == 0, done.stdout
    broken = tmp_path / path.name
    broken.write_text(re.sub(r"^    runs-on:.*$|^os:.*$", "os: none", path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert matches(schema, broken).returncode == 1


def test_the_linter_of_workflows_finds_nothing_even_as_an_auditor(tmp_path: Path) -> None:
    zizmor = [program("zizmor"), "--offline", "--no-config", "--persona", "auditor"]
    done = run(*zizmor, WORKFLOW)
    assert done.returncode == 0, done.stdout
    careless = tmp_path / ".github" / "workflows" / "ci.yml"
    careless.parent.mkdir(parents=True)
    careless.write_text(re.sub(r"@[0-9a-f]{40} # v", "@v", WORKFLOW.read_text(encoding="utf-8")), encoding="utf-8")
    assert "unpinned-uses" in run(*zizmor, careless).stdout


def test_jenkins_would_take_the_jenkinsfile() -> None:
    stages = read_jenkinsfile(JENKINSFILE.read_text(encoding="utf-8")).stages
    assert [stage.name for stage in stages] == ["Setup", "Test", "Grade"]


@pytest.mark.slow
def test_groovy_reads_the_jenkinsfile_as_we_do() -> None:
    groovy, java = shutil.which("groovy"), shutil.which("java")
    if not groovy or not java:
        pytest.skip("groovy is not installed here (apt-get install groovy)")
    env = {**os.environ, "JAVA_HOME": str(Path(java).resolve().parents[1]), "JAVA_OPTS": "-Dfile.encoding=UTF-8"}
    script = Path(jenkinsfiles.__file__).with_name("tree.groovy")
    command = [groovy, "--encoding", "UTF-8", str(script), str(JENKINSFILE)]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True, timeout=120)
    (theirs,) = json.loads(done.stdout)
    ours = [jenkinsfiles.told(one) for one in read_groovy(JENKINSFILE.read_text(encoding="utf-8"))]
    assert ours == [jenkinsfiles.without_code(one) for one in theirs["tree"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_all_of_them_run_the_same_commands(path: Path) -> None:
    assert commands(path) == STEPS


@pytest.mark.parametrize("path", [*FILES, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_each_target_that_they_make_is_in_the_makefile(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    called = re.findall(r"\bmake ([a-z]+)(?=['\s]|$)", re.sub(r"(?m)^\s*(#|//).*$", "", path.read_text(encoding="utf-8")))
    assert called
    assert set(called) <= targets


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_all_of_them_install_pytorch_without_cuda_as_the_images_do(path: Path) -> None:
    in_the_image = re.search(
        r"^ARG PIP_EXTRA_INDEX_URL=(.*)$", (ROOT / "docker/Dockerfile").read_text("utf-8"), re.MULTILINE
    )
    assert in_the_image
    assert variables(path) == {"PIP_EXTRA_INDEX_URL": in_the_image[1], "PYTEST_ADDOPTS": "-rs"}


def test_each_action_is_a_commit_with_its_version_beside_it() -> None:
    lines = [line for line in WORKFLOW.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == 4
    for line in lines:
        assert re.search(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_the_workflow_may_only_read_keeps_no_credentials_and_ends() -> None:
    assert workflow()["permissions"] == {"contents": "read"}
    assert "permissions" not in job()
    (checkout,) = [step for step in job()["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"] == {"persist-credentials": False}
    assert "secrets" not in WORKFLOW.read_text(encoding="utf-8")
    assert workflow()["concurrency"]["cancel-in-progress"] is True
    assert f"timeout(time: {job()['timeout-minutes']}, unit: 'MINUTES')" in JENKINSFILE.read_text(encoding="utf-8")


def test_the_cache_is_another_one_when_the_lock_changes() -> None:
    (python,) = [step["with"] for step in job()["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    assert (python["cache"], python["cache-dependency-path"]) == ("pip", "requirements.lock")


def test_all_of_them_install_the_programs_that_ci_run_installs() -> None:
    wanted = re.findall(r"need\+=\(([^)]*)\)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    packages = {name for names in wanted for name in names.split()} - GIVEN
    assert "prometheus" in packages
    (installed,) = re.findall(r"apt-get install ((?:.*\\\n)*.*)", "\n".join(step.get("run", "") for step in job()["steps"]))
    assert {word for word in installed.replace("\\", " ").split() if not word.startswith("-")} == packages
    travis = yaml.safe_load(TRAVIS.read_text(encoding="utf-8"))
    assert set(travis["addons"]["apt"]["packages"]) == packages


def test_what_is_kept_is_where_make_grade_and_the_tests_put_it() -> None:
    output = re.search(r"grader grade .*--output (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert output
    uploads = [step["with"] for step in job()["steps"] if step.get("uses", "").startswith("actions/upload-artifact@")]
    (kept,) = [upload["path"] for upload in uploads if upload["name"] == "feedback"]
    assert kept == f"{output[1]}/feedback"
    (looked_at,) = [upload["path"] for upload in uploads if upload["name"] == "screenshots"]
    assert ROOT / looked_at == KEPT_UNLESS_TOLD
    assert f"archiveArtifacts artifacts: '{kept}/**'" in JENKINSFILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_explained_in_one_language_is_explained_in_the_other(path: Path) -> None:
    marks = re.findall(r"^\s*(?:#|//) (es|en): ", path.read_text(encoding="utf-8"), re.MULTILINE)
    turns = [mark for number, mark in enumerate(marks) if number == 0 or marks[number - 1] != mark]
    assert turns
    assert turns == ["es", "en"] * (len(turns) // 2)
