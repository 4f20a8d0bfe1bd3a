"""Many works at once: in processes of this machine, or on a Dask cluster. What comes out does not depend on which."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from grader.errors import CourseError
from grader.grading import warm
from grader.judging import sandbox
from grader.judging.launch import FORKS, preload, use_parents_forkserver, warm_up
from grader.memory import usable

Key = TypeVar("Key", bound=Hashable)
Task = TypeVar("Task")
Result = TypeVar("Result")

MEMORY_OF_A_WORKER = 2 * 2**30
"""Bytes that a worker and its submission need in most courses; a few may need more."""
_ATTEMPTS = 3
"""How often a task is begun whose worker is lost."""
_FOR_A_CLUSTER = 64
"""Tasks that are handed to a cluster at once, to which workers may come while it works."""


def default_jobs() -> int:
    """One more than there are cores, as a submission often waits; fewer where memory is short."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores + 1, usable() // MEMORY_OF_A_WORKER))


@dataclass(frozen=True)
class Workers:
    """Who does the tasks, and how many of them to hand over at once, so that nobody waits for the next."""

    executor: Executor
    at_once: int


Open = Callable[[], AbstractContextManager[Workers]]


@contextmanager
def here() -> Iterator[Workers]:
    """This process, one task after the other."""
    yield Workers(_Here(), 1)


class _Here(Executor):
    def submit(self, do: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(do(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def processes(jobs: int) -> Iterator[Workers]:
    """Workers on this machine, forked from a clean process that has imported what they need, where there is fork.

    Ctrl-C is for this process alone.
    """
    requests = _warm_requests()
    preload(["grader.grading.work"])
    warm_up()
    context = multiprocessing.get_context("forkserver" if FORKS else "spawn")
    executor = ProcessPoolExecutor(jobs, context, initializer=_be_a_worker, initargs=(requests,))
    try:
        yield Workers(executor, 2 * jobs)
    except BaseException:  # nobody waits for what they are doing
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def _warm_requests() -> socket.socket | None:
    """One warm server for all workers, where there can be one: what it has imported is in memory once."""
    return warm.requests() if sandbox.level()[0] != "none" else None


def _be_a_worker(warm_requests: socket.socket | None) -> None:
    if warm_requests:
        warm.use(warm_requests)
    use_parents_forkserver()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """If whoever has this worker is killed, nobody is left to tell it."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


@contextmanager
def cluster(scheduler: str) -> Iterator[Workers]:
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
        yield Workers(client.get_executor(retries=_ATTEMPTS), max(_FOR_A_CLUSTER, 2 * sum(client.nthreads().values())))


def run(
    do: Callable[[Task], Result], tasks: Iterable[tuple[Key, Task]], open_workers: Open
) -> Iterator[tuple[Key, Result | Exception]]:
    """What ``do`` makes of each task, in the order in which they are done; an exception in its place, where it raised one.

    A task is taken from ``tasks`` when there is room for it. The ones that a lost worker had are begun again, a few times.
    """
    coming = iter(tasks)
    begun: dict[Key, Task] = {}
    losses: Counter[Key] = Counter()
    while True:
        with open_workers() as workers:
            under_way = {workers.executor.submit(do, task): key for key, task in begun.items()}
            broken: Exception | None = None
            while broken is None:
                for key, task in islice(coming, max(0, workers.at_once - len(under_way))):
                    begun[key] = task
                    under_way[workers.executor.submit(do, task)] = key
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    key, error = under_way.pop(future), future.exception()
                    if isinstance(error, BrokenProcessPool):
                        broken = error
                    elif error is None or isinstance(error, Exception):
                        del begun[key]
                        yield key, error or future.result()
        losses.update(begun.keys())
        for key in [key for key in begun if losses[key] == _ATTEMPTS]:
            del begun[key]
            yield key, broken
