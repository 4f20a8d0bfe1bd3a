"""The least that a class can take: the processor's time of its cells, executed and nothing else.

    python -m classes.floor cells.json

``cells.json`` holds the lesson's imports and, for each submission, its code cells. This process imports everything, what
the cells import while they run included, and computes nothing; a fork of it executes each submission. Prints the seconds
of each cell. Imports are not in them, nor the start and the end of a process.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from grader.judging.sandbox import quiet_libraries


def seconds(imports: str, submissions: Sequence[Sequence[str]]) -> list[list[float]]:
    """Of processor for each cell of each submission, with one thread for each library, as in the sandbox."""
    with tempfile.TemporaryDirectory(prefix="floor-") as folder:
        cells = Path(folder, "cells.json")
        cells.write_text(json.dumps({"imports": imports, "submissions": submissions}))
        here = Path(__file__)
        command = [sys.executable, "-m", f"{here.parent.name}.{here.stem}", cells]
        environment = os.environ | quiet_libraries()
        done = subprocess.run(command, cwd=here.parents[1], env=environment, capture_output=True, check=True)
        return list(json.loads(done.stdout.splitlines()[-1]))


def main(path: str) -> None:
    told = json.loads(Path(path).read_text())
    exec(told["imports"], {})
    for name in _in_a_fork(lambda: _imported_by(told["submissions"][0])):
        with suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    print(json.dumps([_in_a_fork(lambda cells=cells: _execute(cells)) for cells in told["submissions"]]))


def _in_a_fork(function: Callable[[], object]) -> object:
    """What ``function`` gives in a process that is forked from this one."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.chdir(tempfile.mkdtemp(dir=Path(sys.argv[1]).parent))
        os.write(writing, json.dumps(function()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        value = json.loads(answer.read())
    os.wait()
    return value


def _imported_by(cells: Sequence[str]) -> list[str]:
    before = set(sys.modules)
    _execute(cells)
    return sorted(set(sys.modules) - before)


def _execute(cells: Sequence[str]) -> list[float]:
    names: dict[str, object] = {"__name__": "__main__"}
    taken = []
    for cell in cells:
        started = time.process_time()
        with suppress(Exception):  # as in a notebook: the cells after it are executed
            exec(compile(cell, "<cell>", "exec"), names)
        taken.append(time.process_time() - started)
    return taken


if __name__ == "__main__":
    main(sys.argv[1])
