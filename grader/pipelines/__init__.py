"""Pipelines as code, read and run without the service that they are written for.

``read_jenkinsfile`` and ``read_travis`` give the same ``Pipeline``: stages one after the other, each with jobs, and these
with steps. ``run_locally`` does what it says in a folder, and tells what became of it. Neither Java nor a network is needed.
"""

from grader.pipelines.groovy import JenkinsfileError
from grader.pipelines.jenkinsfile import read_jenkinsfile
from grader.pipelines.plan import Job, Pipeline, Stage, Step
from grader.pipelines.running import Run, run_locally
from grader.pipelines.travis import TravisError, read_travis

__all__ = [
    "JenkinsfileError",
    "Job",
    "Pipeline",
    "Run",
    "Stage",
    "Step",
    "TravisError",
    "read_jenkinsfile",
    "read_travis",
    "run_locally",
]
