"""The judge: a process of its own that runs pytest on the checks of one exercise and reports what each one found.

It never runs a student's code. It asks the student's process (``student``), asks for clean ones (``fresh``), and only its
own collected checks count. Collecting them takes longer than most of them: where the system forks well, a judge collects
once and judges in a fork of itself, as often as it is asked to.
"""

from __future__ import annotations

import gc
import os
import secrets
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import astuple, dataclass
from multiprocessing import reduction
from multiprocessing.connection import Connection
from pathlib import Path

import msgpack
import numpy as np
import pytest

from grader.exercises import Exercise
from grader.judging.address import Address
from grader.judging.checking import run_checks
from grader.judging.disk import Disk
from grader.judging.fresh import silence
from grader.judging.own_limits import limit_oneself
from grader.judging.recorder import Recorder
from grader.judging.student import Fresh, Patience, Peer, Student

CONNECT_SECONDS = 60.0
"""How long a process may take to start serving."""
STOPPED = b"stopped"
"""What a judge says when it has ended the fork that it was to stop, and is ready for another order."""
ALONE = b"alone"
"""What a judge says that cannot be forked: it does the order itself, and is to be killed instead of stopped."""


@dataclass(frozen=True)
class Order:
    """One judging: with inputs drawn from ``seed``, of the process that ``answers``, with findings sent to ``control``."""

    seed: int
    answers: Connection | Address
    control: Connection
    scratch: Path


def run(exercise: Exercise, launcher: Connection) -> None:
    """Collect the checks of ``exercise``; then judge by them, order after order of the launcher's, until it hangs up."""
    silence()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts a cell interrupts the student's code, not this
    recorder, fixtures = Recorder(exercise), _Fixtures()

    def begin() -> None:
        """Wait for an order, unless there is one already; what comes after this is done in a process for it alone."""
        if fixtures.order is None:
            order = _next_order(launcher)
            limit_oneself()
            fixtures.start(order)

    try:
        run_checks(exercise, recorder, fixtures, begin)
    except BaseException:  # SystemExit, or pytest's own, from a conftest
        recorder.refuse(traceback.format_exc())
    begin()  # if there was nothing to run
    assert fixtures.order
    findings = recorder.findings(fixtures.order.seed)
    fixtures.order.control.send_bytes(msgpack.packb({"findings": findings.to_plain()}))
    os._exit(0)


def _next_order(launcher: Connection) -> Order:
    """Fork for each order, and return in the fork. Where a fork would not be sound, return with the first one."""
    gc.collect()
    gc.freeze()  # a collection in a fork would touch, and so copy, every page
    while True:
        order = _receive(launcher)
        if not can_fork():
            launcher.send_bytes(ALONE)
            return order
        fork = os.fork()
        if not fork:
            launcher.close()
            return order
        for connection in (order.control, order.answers):
            if not isinstance(connection, Address):
                connection.close()
        _stop_when_told(launcher, fork)


def can_fork() -> bool:
    """Whether this process has one thread, and a system that forks one soundly."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def _receive(launcher: Connection) -> Order:
    kind = type(launcher)
    try:
        order = msgpack.unpackb(launcher.recv_bytes())
        control = kind(reduction.recv_handle(launcher))
        answers = Address(*order["address"]) if order["address"] else kind(reduction.recv_handle(launcher))
    except (EOFError, OSError):
        os._exit(0)
    return Order(order["seed"], answers, control, Path(order["scratch"]))


def send_order(order: Order, launcher: Connection, judge: int) -> None:
    """The launcher's side of it: hand an order to the process ``judge``. Raises OSError if that is gone."""
    address = order.answers if isinstance(order.answers, Address) else None
    asked = {"seed": order.seed, "scratch": str(order.scratch), "address": astuple(address) if address else None}
    launcher.send_bytes(msgpack.packb(asked))
    for connection in (order.control, order.answers):
        if not isinstance(connection, Address):
            reduction.send_handle(launcher, connection.fileno(), judge)


def _stop_when_told(launcher: Connection, fork: int) -> None:
    """A fork is buried only here, so that its number is nobody else's until then."""
    try:
        launcher.recv_bytes()
        told = True
    except (EOFError, OSError):
        told = False
    os.kill(fork, signal.SIGKILL)
    os.waitpid(fork, 0)
    if not told:
        os._exit(0)
    launcher.send_bytes(STOPPED)


class _Fixtures:
    """What a check may ask for."""

    order: Order | None = None
    _reader: Fresh | None = None

    def start(self, order: Order) -> None:
        """From here on they may be asked for."""
        self.order = order
        answers = order.answers
        connection = answers.connect(CONNECT_SECONDS) if isinstance(answers, Address) else answers
        self._patience = Patience()
        self._student = Peer(connection, self._patience).meet()
        self._control, self._scratch, self._seed = order.control, order.scratch, order.seed

    @pytest.fixture
    def student(self) -> Student:
        """The student's live process."""
        return Student(self._student)

    @pytest.fixture
    def fresh_without(self) -> Callable[..., Fresh]:
        """``fresh_without("sklearn")``: a clean process in which that module cannot be imported."""
        return lambda *modules: self._fresh(list(modules))

    @pytest.fixture
    def fresh(self) -> Fresh:
        """A clean process in which nothing of the student's is defined."""
        return self._fresh([])

    @pytest.fixture
    def reader(self) -> Fresh:
        """A clean process for what runs no code of a student's: looking into a file of plain data. It is one for all checks
        of a judging, so that its imports are paid once; pickles and functions of a student's go to a ``fresh`` one."""
        if self._reader is None:
            self._reader = self._fresh([])
        return self._reader

    @pytest.fixture
    def disk(self, reader: Fresh) -> Disk:
        """``write``, ``read`` and ``exists``, as the ``reader`` sees the disk."""
        return Disk(reader)

    def _fresh(self, without: list[str]) -> Fresh:
        self._control.send_bytes(msgpack.packb({"fresh": without}))
        connection = type(self._control)(reduction.recv_handle(self._control))
        return Fresh(Peer(connection, self._patience).meet())

    @pytest.fixture
    def folder(self) -> Path:
        """A new empty folder for the student's process and the fresh ones. The judge opens nothing in it."""
        folder = self._scratch / f"check-{secrets.token_hex(4)}"
        self._student.run(os.makedirs, str(folder))
        return folder

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Random numbers of this judging; every check has its own, whatever the order."""
        return np.random.default_rng([self._seed, *request.node.name.encode()])
