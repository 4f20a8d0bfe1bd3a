"""How long a check makes a student wait: the first one, and the ones after it.

    python benchmarks/check_latency.py

Each row is the reference solution of one exercise, judged as ``check`` does it. The baseline in the same run is what a
check would cost without a warm judge: a new Python process that only imports pytest and scikit-learn.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.source import lesson_paths, read_lesson
from grader.judging.check import judge_here
from grader.judging.prove import context, exercises_of

ROOT = Path(__file__).resolve().parents[1]
REPEATS = 5


@dataclass(frozen=True)
class Latencies:
    """Seconds: of a new process, of the first check of all, and by exercise of its first check and of the later ones."""

    baseline: float
    cold: float
    first: dict[str, float]
    later: dict[str, float]


def latencies() -> Latencies:
    baseline = statistics.median(_seconds(_cold_process) for _ in range(REPEATS))
    first, later = {}, {}
    for path in lesson_paths(ROOT):
        lesson = read_lesson(path)
        for exercise in exercises_of(lesson):
            main_module = sys.modules["__main__"] = types.ModuleType("__main__")
            for source in [*context(lesson, exercise.id), lesson.answers[exercise.id]]:
                exec(source, main_module.__dict__)

            def check(exercise=exercise, names=main_module.__dict__) -> None:  # type: ignore[no-untyped-def]
                judge_here(exercise, names)

            first[exercise.id] = _seconds(check)
            later[exercise.id] = statistics.median(_seconds(check) for _ in range(REPEATS))
    return Latencies(baseline, next(iter(first.values())), first, later)


def _seconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def _cold_process() -> None:
    subprocess.run([sys.executable, "-c", "import pytest, sklearn.pipeline, sklearn.linear_model"], check=True)


if __name__ == "__main__":
    measured = latencies()
    print(f"{'a new process with pytest and scikit-learn':45} {measured.baseline:6.2f} s")
    print(f"{'':45}  first    later")
    for id, first in measured.first.items():
        later = measured.later[id]
        print(f"{id:45} {first:6.2f} s {later:6.2f} s  {later / measured.baseline:5.2f} × a new process")
