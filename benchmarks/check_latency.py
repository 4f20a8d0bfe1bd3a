"""How long a check makes a student wait: the first one, and the ones after it.

    make bench

Each row is the reference solution of one exercise, judged as ``check`` does it. The baseline in the same run is what a
check would cost without a warm judge: a new Python process that only imports pytest and scikit-learn.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
import types
from pathlib import Path

from grader.authoring.source import lesson_paths, read_lesson
from grader.judging.check import judge_here
from grader.judging.prove import context, exercises_of

REPEATS = 5


def seconds(function: object) -> float:
    started = time.perf_counter()
    function()  # type: ignore[operator]
    return time.perf_counter() - started


def cold_process() -> None:
    subprocess.run([sys.executable, "-c", "import pytest, sklearn.pipeline, sklearn.linear_model"], check=True)


def main() -> None:
    print(f"Python {platform.python_version()}, {platform.machine()}")
    baseline = statistics.median(seconds(cold_process) for _ in range(REPEATS))
    print(f"{'a new process with pytest and scikit-learn':45} {baseline:6.2f} s")
    first = True
    for path in lesson_paths(Path()):
        lesson = read_lesson(path)
        for exercise in exercises_of(lesson):
            main_module = sys.modules["__main__"] = types.ModuleType("__main__")
            for source in [*context(lesson, exercise.id), lesson.answers[exercise.id]]:
                exec(source, main_module.__dict__)
            cold = seconds(lambda e=exercise, m=main_module: judge_here(e, m.__dict__))
            times = [seconds(lambda e=exercise, m=main_module: judge_here(e, m.__dict__)) for _ in range(REPEATS)]
            if first:
                print(f"{exercise.id + ' (the first check of all)':45} {cold:6.2f} s  {cold / baseline:5.2f} × baseline")
                first = False
            warm = statistics.median(times)
            print(f"{exercise.id:45} {warm:6.2f} s  {warm / baseline:5.2f} × baseline")


if __name__ == "__main__":
    main()
