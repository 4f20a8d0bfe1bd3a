"""A pipeline done on this machine, as its service would: stage after stage, until one fails."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.pipelines.plan import Job, Pipeline, Step, When

SECONDS = 60.0


@dataclass(frozen=True)
class Ran:
    """A command that was run: in which stage, how it ended, and what it wrote."""

    stage: str
    command: str
    code: int
    output: str


@dataclass(frozen=True)
class Run:
    """What became of a pipeline. As text: a row for each command, and one for each stage that was not reached."""

    passed: bool
    ran: tuple[Ran, ...]
    skipped: tuple[str, ...]

    def __str__(self) -> str:
        rows = [f"{'✔' if not one.code else '✘'} {one.stage:10} {one.command}" for one in self.ran]
        rows += [f"– {name}" for name in self.skipped]
        return "\n".join([*rows, f"= {'passed' if self.passed else 'failed'}"])


def run_locally(pipeline: Pipeline, folder: str | os.PathLike[str], branch: str = "main", seconds: float = SECONDS) -> Run:
    """Run it in ``folder``, as if that were a commit on ``branch``. A command may take so many seconds."""
    runner = _Runner(Path(folder), seconds)
    passed, skipped = True, []
    for stage in pipeline.stages:
        jobs = stage.on(branch)
        if not passed or not jobs:
            skipped.append(stage.name)
            continue
        outcomes = [runner.job(stage.name, job, pipeline.environment) or job.may_fail for job in jobs]
        passed = all(outcomes)
    passed = runner.afterwards("post", pipeline.afterwards, passed, pipeline.environment)
    return Run(passed, tuple(runner.ran), tuple(skipped))


class _Runner:
    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.seconds, self.ran = folder, seconds, list[Ran]()

    def job(self, stage: str, job: Job, environment: dict[str, str]) -> bool:
        """Whether it went well."""
        passed, environment = True, {**environment, **job.environment}
        for step in job.steps:
            if self.step(stage, step, environment) or step.failure == "is ignored":
                continue
            passed = False
            if step.failure == "stops":
                break
        return self.afterwards(stage, job.afterwards, passed, environment)

    def afterwards(self, stage: str, steps: Iterable[tuple[When, Step]], passed: bool, environment: dict[str, str]) -> bool:
        """Do what is to be done after it went well, or did not; whether all is well then."""
        wanted = "success" if passed else "failure"
        for when, step in steps:
            if when in ("always", wanted) and not self.step(stage, step, environment) and step.failure != "is ignored":
                passed = False
        return passed

    def step(self, stage: str, step: Step, environment: dict[str, str]) -> bool:
        shell = shutil.which("sh")
        command = [shell, *(["-e"] if step.strict else []), "-c", step.command] if shell else step.command
        env = dict(_surroundings()) | environment
        where = self.folder / step.folder
        try:
            running = subprocess.Popen(
                command, shell=not shell, cwd=where, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", start_new_session=True,
            )  # fmt: skip
            with running:
                try:
                    output, _ = running.communicate(timeout=self.seconds)
                finally:
                    _end(running)
            code = running.returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            code, output = 1, str(error)
        self.ran.append(Ran(stage, step.command, code, output))
        return code == 0


def _end(running: subprocess.Popen[str]) -> None:
    """The shell, and what it has started and left behind."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()


def _surroundings() -> Iterator[tuple[str, str]]:
    """The environment of a step: this Python first, and none of its settings."""
    for name, value in os.environ.items():
        if not name.startswith(("PYTHON", "PYTEST", "GIT_")):
            yield name, value
    yield "PATH", os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])
    yield "PYTHONDONTWRITEBYTECODE", "1"
