"""A command of a pipeline ends with its time, and leaves nothing behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

import psutil

from grader.pipelines import read_travis, run_locally


def test_a_command_that_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pipeline = read_travis("script: echo $$ > who; sleep 300; echo late\n")
    began = time.monotonic()
    run = run_locally(pipeline, tmp_path, seconds=0.5)
    assert not run.passed
    assert time.monotonic() - began < 60
    assert _nobody_is_left(int((tmp_path / "who").read_text()))


def test_what_a_command_leaves_in_the_background_ends_with_it(tmp_path: Path) -> None:
    pipeline = read_travis("script: echo $$ > who; sleep 300 > /dev/null 2>&1 & true\n")
    assert run_locally(pipeline, tmp_path).passed
    assert _nobody_is_left(int((tmp_path / "who").read_text()))


def _nobody_is_left(group: int) -> bool:
    for _ in range(100):
        if not any(_runs(process, group) for process in psutil.process_iter()):
            return True
        time.sleep(0.05)
    return False


def _runs(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, psutil.Error):
        return False
