"""What each solved notebook takes when a student runs it whole: its time, and the most memory that it has at one moment.

    python benchmarks/notebooks.py [lesson …]        (after «grader build»; Linux)

A lesson is named like 1-packaging/2-deep-learning; all of them, if none is named. Each is executed in an ordinary Jupyter
kernel, in every language, checks included. Seconds are by the clock, with the kernel's start and end; beside them their
ratio to a kernel of the same run that executes nothing. Memory is the proportional set size of the kernel and of all that
descends from it, judge and clean processes included, looked at ten times a second: a page that n processes share counts
once. A notebook beyond a budget is marked: 45 seconds (the whole loop: 90), 1.5 GiB.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from examples.make import LESSONS, solved  # noqa: E402
from grader.languages import LANGUAGES  # noqa: E402

SECONDS, BYTES = 45, 1.5 * 2**30
SECONDS_OF = {"3-automation/5-the-loop": 90}


@dataclass(frozen=True)
class Run:
    """Seconds by the clock, and the peak of the memory in bytes."""

    seconds: float
    memory: int


def run(notebook: NotebookNode) -> Run:
    """Execute a notebook in a folder of its own. Raises CellExecutionError if a cell fails."""
    with tempfile.TemporaryDirectory(prefix="notebook-") as folder:
        client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}})
        done, peak = threading.Event(), [0]
        watch = threading.Thread(target=_watch, args=(client, done, peak))
        watch.start()
        started = time.perf_counter()
        try:
            client.execute()
        finally:
            done.set()
            watch.join()
        return Run(time.perf_counter() - started, peak[0])


def _watch(client: NotebookClient, done: threading.Event, peak: list[int]) -> None:
    while not done.wait(0.1):
        with suppress(psutil.Error, AttributeError):  # the kernel has not begun, or is gone
            kernel = psutil.Process(client.km.provisioner.pid)
            peak[0] = max(peak[0], sum(map(_shared_out, [kernel, *kernel.children(recursive=True)])))


def _shared_out(process: psutil.Process) -> int:
    with suppress(psutil.Error, OSError):
        return process.memory_full_info().pss
    return 0


def main(names: list[str]) -> None:
    unknown = set(names) - {lesson.id for lesson in LESSONS}
    if unknown:
        sys.exit(f"there is no lesson {', '.join(sorted(unknown))}; there are {', '.join(lesson.id for lesson in LESSONS)}")
    nothing = run(new_notebook())
    print(f"{'':42} seconds  × an empty one     MiB")
    for lesson in LESSONS:
        for lang in LANGUAGES if not names or lesson.id in names else ():
            taken = run(solved(lang, lesson))
            seconds = SECONDS_OF.get(lesson.id, SECONDS)
            beyond = "  beyond the budget" if taken.seconds > seconds or taken.memory > BYTES else ""
            row = f"{taken.seconds:7.1f} {taken.seconds / nothing.seconds:15.1f} {taken.memory / 2**20:8.0f}{beyond}"
            print(f"{lesson.id + ' · ' + lang:42} {row}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
