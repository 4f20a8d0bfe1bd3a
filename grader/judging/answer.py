"""Judge an answer that is a piece of source text, without a kernel: how lessons and their banks of answers are proved."""

from __future__ import annotations

import linecache
import multiprocessing
import os
import shutil
import sys
import tempfile
import types
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from grader.exercises import Exercise
from grader.judging.fresh import keep_temporary_files, silence
from grader.judging.launch import Judging, start
from grader.judging.messages import kernel_died
from grader.judging.serve import serve
from grader.judging.verdict import Findings


def judge_source(exercise: Exercise, cells: Sequence[str], seed: int = 0) -> Findings:
    """Run ``cells`` one after another in a process of their own, as a notebook would, and judge what they define."""
    scratch = Path(tempfile.mkdtemp(prefix="answer-"))
    here, there = multiprocessing.Pipe()
    student = start(_run_and_serve, there, list(cells), scratch)
    there.close()
    judging = Judging(exercise, seed, here, scratch)
    here.close()
    try:
        while True:
            ready = wait([judging.control, student.sentinel])
            if judging.control not in ready and not judging.control.poll(1):
                return judging.failed(kernel_died())
            if judging.control in ready and (findings := judging.hear()):
                return findings
    finally:
        judging.stop()
        student.kill()
        student.join()
        shutil.rmtree(scratch, ignore_errors=True)


def _run_and_serve(judge: Connection, cells: Sequence[str], folder: Path) -> None:
    silence()
    os.environ.pop("PYTHONSAFEPATH", None)
    os.chdir(folder)
    keep_temporary_files(folder)
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    for number, source in enumerate(cells, 1):
        name = f"<answer {number}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            exec(compile(source, name, "exec"), main.__dict__)
        except Exception:  # as in a notebook: the cells after it run, and what it did not define is missing
            continue
    serve(judge, main.__dict__)
