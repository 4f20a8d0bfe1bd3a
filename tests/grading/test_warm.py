"""One warm server for all who grade on a machine: each lesson finds its imports, and it is replaced when it ends."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from collections.abc import Sequence

import cloudpickle
import psutil
import pytest

from grader.grading import warm
from grader.grading.warm import Sandbox
from grader.judging import sandbox
from grader.judging.sandbox import Bounds
from grader.judging.student import Peer

cloudpickle.register_pickle_by_value(sys.modules[__name__])  # what runs in a box cannot import this module
pytestmark = pytest.mark.skipif(sandbox.level()[0] == "none", reason="sandboxes are Linux's")


def imported(name: str, imports: Sequence[str] = ()) -> bool:
    """Whether a clean process of a lesson with these imports finds a module imported."""
    kind = sandbox.level()[0]
    box = Sandbox(None, Bounds(), kind, imports)
    try:
        return bool(Peer(box.start_fresh([])).meet().run(_is_imported, name))
    finally:
        box.close()


def _is_imported(name: str) -> bool:
    return name in __import__("sys").modules


def test_each_lesson_finds_what_it_imports_and_not_what_others_do() -> None:
    assert imported("wave", ["wave"])
    assert not imported("wave", ["chunk"])
    assert not imported("wave")


def test_what_cannot_be_imported_or_starts_a_thread_is_left_to_the_notebook() -> None:
    assert not imported("onnxruntime", ["onnxruntime", "there_is_no_such_module"])


def server() -> psutil.Process:
    """The warm server, whose forks are called like it."""
    return next(child for child in psutil.Process().children() if "grader.grading.warm" in child.cmdline())


def test_a_server_that_has_ended_is_replaced() -> None:
    assert not imported("wave")
    first = server()
    first.kill()
    first.wait()
    assert imported("wave", ["wave"])
    assert server() != first


def test_a_lesson_s_server_that_has_ended_is_replaced() -> None:
    assert imported("wave", ["wave"])
    for fork in server().children():
        fork.kill()
        fork.wait()
    assert imported("wave", ["wave"])


def test_workers_share_the_server_of_who_started_them() -> None:
    with multiprocessing.get_context("spawn").Pool(2, warm.use, (warm.requests(),)) as workers:
        assert workers.map(_imports_wave, [None] * 4) == [True] * 4
        assert not any("grader.grading.warm" in grandchild.cmdline() for grandchild in _grandchildren())


def _imports_wave(_: None) -> bool:
    return imported("wave", ["wave"])


def _grandchildren() -> list[psutil.Process]:
    ours = server()
    return [child for worker in psutil.Process().children() if worker != ours for child in worker.children()]


def test_nobody_in_a_sandbox_has_a_way_to_the_server() -> None:
    box = Sandbox(None, Bounds(), sandbox.level()[0])
    try:
        kinds = Peer(box.start_fresh([])).meet().run(_sockets)
    finally:
        box.close()
    assert int(socket.SOCK_SEQPACKET) not in kinds
    assert len(kinds) <= 1  # the judge's own


def _sockets() -> list[int]:
    import os
    import socket

    kinds = []
    for name in os.listdir("/proc/self/fd"):
        try:
            opened = socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue
        kinds.append(int(opened.type))
        opened.close()
    return kinds
