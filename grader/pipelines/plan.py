"""What a pipeline is, whatever it is written in.

A ``Pipeline`` has stages, done one after the other until one fails. A ``Stage`` has jobs, which a service may do at the same
time. A ``Job`` has steps; a ``Step`` is a command for the shell, and what its failure means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Failure = Literal["stops", "counts", "is ignored"]
"""Of a command: its job ends at once and has failed; the job goes on and has failed; nobody minds."""

When = Literal["always", "success", "failure"]


@dataclass(frozen=True)
class Step:
    command: str
    failure: Failure = "stops"
    strict: bool = True
    """Whether the shell ends at the first line that fails (``sh -e``), or goes on and tells of the last one only."""
    folder: str = "."


@dataclass(frozen=True)
class Job:
    steps: tuple[Step, ...]
    afterwards: tuple[tuple[When, Step], ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    branches: frozenset[str] | None = None
    """The branches on which it is done; None for all of them."""
    may_fail: bool = False
    image: str = ""
    """The Docker image or the version of the language that it asks for."""


@dataclass(frozen=True)
class Stage:
    name: str
    jobs: tuple[Job, ...]

    def on(self, branch: str) -> list[Job]:
        """Its jobs that are done on this branch."""
        return [job for job in self.jobs if job.branches is None or branch in job.branches]


@dataclass(frozen=True)
class Pipeline:
    stages: tuple[Stage, ...]
    afterwards: tuple[tuple[When, Step], ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        rows = []
        for stage in self.stages:
            for job in stage.jobs:
                where = "" if job.branches is None else f"  [{', '.join(sorted(job.branches))}]"
                rows += [f"{stage.name:10} {step.command}{where}" for step in job.steps]
        return "\n".join(rows)
