"""``check("id")``: judge an exercise from a notebook, by the same checks that grade it.

The judge is another process. The student's code runs here, in the check cell, so that its output, an interrupt and a
traceback behave as in any cell.
"""

from __future__ import annotations

import multiprocessing
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from grader.exercises import Exercise
from grader.judging.launch import Judging
from grader.judging.serve import SERVING, Servant
from grader.judging.verdict import Findings

_STAY = 2
"""Judges that stay after a check: of the exercise at hand and of the one before it. Each takes 60 MB; Binder gives 2 GB."""


def judge_here(exercise: Exercise, namespace: dict[str, Any], seed: int | None = None) -> Findings:
    """Judge ``exercise`` as ``namespace`` answers it, with inputs drawn from ``seed`` (a new one, if None)."""
    return judge_servant(exercise, Servant(namespace), seed)


def judge_servant(exercise: Exercise, servant: Servant, seed: int | None = None) -> Findings:
    """The same for a servant, which knows afterwards what it was asked for."""
    here, there = multiprocessing.Pipe()
    scratch = Path(tempfile.mkdtemp(prefix="check-"))
    judging = Judging(exercise, secrets.randbelow(10**6) if seed is None else seed, there, scratch)
    there.close()
    try:
        with _stderr_as_stdout():
            return _serve_until_findings(judging, here, servant)
    finally:
        from grader.judging.standby import dismiss  # it imports pytest, which the first cell of a notebook need not wait for

        judging.stop()
        dismiss(but=_STAY)
        here.close()
        shutil.rmtree(scratch, ignore_errors=True)


def _serve_until_findings(judging: Judging, answers: Connection, servant: Servant) -> Findings:
    listening = [judging.control, answers]
    answers.send_bytes(SERVING)
    while True:
        for ready in wait(listening):
            if ready is judging.control:
                if findings := judging.hear():
                    return findings
                continue
            try:
                answers.send_bytes(servant.answer(answers.recv_bytes()))
            except (EOFError, OSError):  # the judge hung up: its findings, or its end, are on the control pipe
                listening.remove(answers)


@contextmanager
def _stderr_as_stdout() -> Iterator[None]:
    """Show warnings as ordinary output: nbgrader reads anything on stderr in a check cell as a failure."""
    with redirect_stderr(sys.stdout):
        try:
            saved = os.dup(2)
            os.dup2(1, 2)  # and what C libraries write
        except OSError:
            yield
            return
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
