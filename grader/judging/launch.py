"""Starting the processes of a judging: the judge itself, and the fresh processes that it asks for.

A forkserver that has imported the slow libraries makes them quick; where there is no fork, they are spawned. Nobody here
is forked from a process that ran a student's code.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import reduction
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgpack

from grader.exercises import Exercise
from grader.judging.address import Address
from grader.judging.fresh import run_within
from grader.judging.messages import judge_gone
from grader.judging.sandbox import SandboxError
from grader.judging.verdict import Findings
from grader.languages import Text

PRELOADED = ["grader.judging.judge", "sklearn.pipeline", "sklearn.linear_model", "pandas"]
"""What the forkserver imports once: the judge with pytest and NumPy, and what most checks and artefacts need."""

STARTS_THREADS = {"onnxruntime"}
"""Libraries whose import starts a thread, which a fork would not have: whoever needs one imports it."""

USED_LATER = {"torch": ["torch._dynamo"], "tensorflow": ["keras"]}
"""What a library imports only when it is used: the first optimizer of PyTorch's, the first layer of TensorFlow's."""

FORKS = "forkserver" in multiprocessing.get_all_start_methods()


def warm_up() -> None:
    """Start the forkserver, without waiting for its imports: the first check finds it ready."""
    if FORKS:
        from multiprocessing import forkserver

        with _quiet_start():
            multiprocessing.set_forkserver_preload([*PRELOADED, *_preloaded_too])
            forkserver._forkserver.ensure_running()  # type: ignore[attr-defined]


_preloaded_too: list[str] = []


def preload(modules: Sequence[str]) -> None:
    """Have the processes that are started from now on find these modules imported too: worth it for many of them."""
    wanted = [name for name in with_used_later(modules) if name.partition(".")[0] not in STARTS_THREADS]
    if FORKS and wanted != _preloaded_too:
        from multiprocessing import forkserver

        from grader.judging.standby import dismiss

        dismiss()  # the forkserver ends with the last of its forks; the next start starts another
        forkserver._forkserver._stop()  # type: ignore[attr-defined]
        _preloaded_too[:] = wanted


def with_used_later(modules: Sequence[str]) -> list[str]:
    """The modules, and what their libraries would import when they are used."""
    libraries = sorted({name.partition(".")[0] for name in modules})
    return [*modules, *(name for library in libraries for name in USED_LATER.get(library, ()))]


def use_parents_forkserver() -> None:
    """In a fork of a forkserver: start processes from the same one, as its documentation says that it does by itself."""
    if FORKS:
        from multiprocessing import forkserver

        forkserver._forkserver.ensure_running = lambda: None  # type: ignore[attr-defined, method-assign]


def start(target: Callable[..., None], *args: Any, warm: bool = True, daemon: bool = False) -> BaseProcess:
    """A new process that runs ``target(*args)``.

    ``warm`` says whether the preloaded libraries may be in it, ``daemon`` whether it is ended when this process ends.
    """
    if warm:
        warm_up()
    context = multiprocessing.get_context("forkserver" if warm and FORKS else "spawn")
    process: BaseProcess = context.Process(target=target, args=args, daemon=daemon)  # type: ignore[attr-defined]
    with _quiet_start():
        process.start()
    return process


@contextmanager
def _quiet_start() -> Iterator[None]:
    """Start a process that imports neither the caller's main module nor a file beside it, and computes with one thread.

    multiprocessing prepares a child by importing the parent's ``__main__``: in a kernel that is the student's notebook. A
    file ``pandas.py`` beside that notebook is no module for us.
    """
    main, path = sys.modules["__main__"], sys.path[:]
    settings = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in settings}
    package, here = str(Path(__file__).parents[2]), os.getcwd()
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.path[:] = [folder for folder in path if folder == package or folder not in ("", here)]
    os.environ.update(settings)
    try:
        yield
    finally:
        sys.modules["__main__"], sys.path[:] = main, path
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class Judging:
    """One judging under way: its judge, and the fresh processes that the judge asks its launcher for.

    ``answers`` leads the judge to the student's process, ``folder`` is where that process and the fresh ones may write.
    ``start_fresh`` gives a fresh process's connection; where it is None, fresh processes are started here.
    The launcher reads ``control`` when it has something to say and hands it to ``hear``, until there are findings.
    """

    def __init__(
        self,
        exercise: Exercise,
        seed: int,
        answers: Connection | Address,
        folder: Path,
        start_fresh: Callable[[list[str]], Connection] | None = None,
    ) -> None:
        from grader.judging.standby import Judge

        self._exercise, self._seed, self._folder = exercise, seed, folder
        self._start_fresh = start_fresh or self._start_fresh_here
        self._processes: list[BaseProcess] = []
        self.control, far = multiprocessing.Pipe()
        self._judge = Judge.of(exercise)
        self._judge.begin(seed, answers, far, folder)
        far.close()

    def hear(self) -> Findings | None:
        """Read one message of the judge's. Findings end the judging; a judge that is gone leaves none but the trouble."""
        try:
            message = msgpack.unpackb(self.control.recv_bytes())
            if "findings" in message:
                return Findings.from_plain(message["findings"])
            connection = self._start_fresh(message["fresh"])
            reduction.send_handle(self.control, connection.fileno(), self._judge.pid)
            connection.close()
        except (EOFError, OSError, SandboxError):
            return self.failed(judge_gone())
        return None

    def _start_fresh_here(self, without: list[str]) -> Connection:
        here, there = multiprocessing.Pipe()
        self._processes.append(start(run_within, self._folder, there, without, warm=not without))
        there.close()
        return here

    def failed(self, trouble: Text) -> Findings:
        """Findings that award nothing, and why."""
        return Findings(self._exercise.id, self._seed, trouble=trouble)

    def hang_up(self) -> None:
        """End the judge, whatever it is doing: whoever serves it notices."""
        self._judge.stop()

    def stop(self) -> None:
        """End the judge and its fresh processes."""
        self.hang_up()
        for process in self._processes:
            process.kill()
            process.join()
        self.control.close()
