"""What a command takes: seconds until it returns, and seconds of processor of all processes that come from it.

The processor's time is the kernel's own count for a process and whatever descends from it (perf_event_open(2), software
clock «task-clock», inherited). ``getrusage`` would not do: it knows only descendants that somebody waited for, and the
processes of a sandbox that ends are reaped by nobody.
"""

from __future__ import annotations

import ctypes
import functools
import os
import platform
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_SOFTWARE, _TASK_CLOCK, _INHERIT, _EXCLUDE_KERNEL = 1, 1, 1 << 1, 1 << 5
_CLOSE_ON_EXEC = 8
_SIZE = 112
"""Of the kernel's perf_event_attr."""
_SYSTEM_CALL = {"x86_64": 298, "aarch64": 241}
_SUBREAPER = 36
_SECONDS_TO_END = 60


@dataclass(frozen=True)
class Taken:
    """Seconds; ``cpu`` is None where the kernel does not let a process count its own."""

    wall: float
    cpu: float | None

    def each(self, number: int) -> Taken:
        """The share of one of ``number``."""
        return Taken(self.wall / number, None if self.cpu is None else self.cpu / number)


class Failed(Exception):
    """A command of the benchmark ended with an error; its last lines."""


def run(command: Sequence[str | Path], folder: Path) -> Taken:
    """What this command takes, run in ``folder``. Raises Failed if it ends with an error.

    The clock stops when the command returns; the processor's counts until the last of its processes has ended.
    """
    _adopt_orphans()
    others = set(psutil.Process().children(recursive=True))  # such as a server of this process's own, which stays
    with tempfile.TemporaryFile("w+", errors="replace") as told:  # a pipe would be open until the last process has ended
        before, started = _cpu_seconds(), time.perf_counter()
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            check=False,
        )
        wall = time.perf_counter() - started
        psutil.wait_procs(set(psutil.Process().children(recursive=True)) - others, timeout=_SECONDS_TO_END)
        after = _cpu_seconds()
        if done.returncode:
            told.seek(0)
            raise Failed(f"{' '.join(map(str, command))}\n{told.read()[-3000:]}")
    return Taken(wall, None if before is None or after is None else after - before)


def environment() -> dict[str, str]:
    """This process's, in which programs beside this interpreter are found: nbgrader calls ``alembic`` by name."""
    return os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])}


def total(*parts: Taken) -> Taken:
    """One after the other."""
    cpus = [part.cpu for part in parts if part.cpu is not None]
    return Taken(sum(part.wall for part in parts), sum(cpus) if len(cpus) == len(parts) else None)


@functools.cache
def _counter() -> int | None:
    """A counter of this process, and of all that it starts from now on."""
    number = _SYSTEM_CALL.get(platform.machine())
    if number is None:
        return None
    flags = (
        _INHERIT | _EXCLUDE_KERNEL
    )  # without the kernel's events any user may; this clock counts its seconds all the same
    attributes = struct.pack("IIQQQQQ", _SOFTWARE, _SIZE, _TASK_CLOCK, 0, 0, 0, flags).ljust(_SIZE, b"\0")
    opened = ctypes.CDLL(None).syscall(number, attributes, 0, -1, -1, _CLOSE_ON_EXEC)
    return opened if opened >= 0 else None


def _cpu_seconds() -> float | None:
    counter = _counter()
    return None if counter is None else int.from_bytes(os.read(counter, 8), "little") / 1e9


@functools.cache
def _adopt_orphans() -> None:
    """A process whose parent ends becomes ours, so that one can wait for it."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
