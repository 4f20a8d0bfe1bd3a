"""Many works at once: in processes of this machine, or on a Dask cluster. What comes out does not depend on which."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

import psutil

from grader.errors import CourseError

Key = TypeVar("Key", bound=Hashable)
Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY_OF_A_WORKER = 2 * 2**30
"""Bytes that a worker and its submission need in most courses; a few may need more."""
_ATTEMPTS = 3
"""How often a task is begun whose worker is lost."""


def default_jobs() -> int:
    """One more than there are cores, as a submission often waits; fewer where memory is short."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores + 1, psutil.virtual_memory().available // MEMORY_OF_A_WORKER))


Open = Callable[[], AbstractContextManager[Executor]]


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Workers on this machine. They are spawned, for this process has threads; Ctrl-C is for this process alone."""
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, context, initializer=_be_a_worker)
    try:
        yield executor
    except BaseException:  # nobody waits for what they are doing
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _be_a_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """If whoever has this worker is killed, nobody is left to tell it."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The workers of a Dask cluster, by the address of its scheduler. Raises CourseError if nobody answers there."""
    try:
        from distributed import Client
    except ImportError:
        raise CourseError("--scheduler needs Dask: pip install 'grader[cluster]'") from None
    try:
        client = Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        raise CourseError(
            f"{scheduler}: no Dask scheduler answers there ({error}); start one with «dask scheduler»"
        ) from None
    with client:
        yield client.get_executor(retries=_ATTEMPTS)


def run(
    do: Callable[[Task], Result], tasks: Mapping[Key, Task], open_executor: Open
) -> Iterator[tuple[Key, Result | Exception]]:
    """What ``do`` makes of each task, in the order in which they are done; an exception in its place, where it raised one.

    The tasks of a worker that is lost are begun again, a few times.
    """
    left = dict(tasks)
    for attempt in range(_ATTEMPTS):
        with open_executor() as executor:
            futures: dict[Future[Result], Key] = {executor.submit(do, task): key for key, task in left.items()}
            waiting = set(futures)
            broken: Exception | None = None
            while waiting and not broken:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        broken = error
                    elif error is None or isinstance(error, Exception):
                        del left[futures[future]]
                        yield futures[future], error or future.result()
        if not left:
            return
        if attempt == _ATTEMPTS - 1:
            lost = broken or RuntimeError("its worker was lost")
            yield from ((key, lost) for key in left)
