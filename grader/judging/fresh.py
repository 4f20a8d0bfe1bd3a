"""A clean process: what a student made is loaded here, as it would be after a restart, on another machine."""

from __future__ import annotations

import os
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from grader.judging.serve import serve


def run(judge: Connection, without: list[str]) -> None:
    """Serve the judge; importing one of the modules ``without`` fails here."""
    silence()
    os.environ.pop("PYTHONSAFEPATH", None)  # the programs that a check runs here find their modules as usual
    sys.path[:] = [folder for folder in sys.path if folder]  # '' is the folder where the student's files lie
    for name in without:
        sys.modules[name] = None  # type: ignore[assignment]
    serve(judge, namespace={})


def run_within(folder: Path, judge: Connection, without: list[str]) -> None:
    """The same, with all that it puts into a temporary folder in this one."""
    keep_temporary_files(folder)
    run(judge, without)


def keep_temporary_files(folder: Path) -> None:
    """Have them made in ``folder``, also by this process's programs: who is killed cannot take them away."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def silence() -> None:
    """Send what this process prints to nowhere: the terminal or the cell that started it is not its own."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


if __name__ == "__main__":
    run(Connection(int(sys.argv[1])), sys.argv[2:])
