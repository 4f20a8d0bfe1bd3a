"""The judge: a process of its own that runs pytest on the checks of one exercise and reports what each one found.

It never runs a student's code. It asks the student's process (``student``), asks for clean ones (``fresh``), and only its
own collected checks count.
"""

from __future__ import annotations

import os
import secrets
import traceback
from collections.abc import Callable
from multiprocessing import reduction
from multiprocessing.connection import Connection
from pathlib import Path

import msgpack
import numpy as np
import pytest

from grader.exercises import Exercise
from grader.judging.address import Address
from grader.judging.checking import run_checks
from grader.judging.fresh import silence
from grader.judging.own_limits import limit_oneself
from grader.judging.recorder import Recorder
from grader.judging.student import Fresh, Patience, Peer, Student

CONNECT_SECONDS = 60.0
"""How long a process may take to start serving."""


def run(exercise: Exercise, seed: int, answers: Connection | Address, control: Connection, scratch: Path) -> None:
    """Judge ``exercise`` with inputs drawn from ``seed``, and send the findings to ``control``."""
    silence()
    limit_oneself()
    connection = answers.connect(CONNECT_SECONDS) if isinstance(answers, Address) else answers
    recorder = Recorder(exercise)
    try:
        run_checks(exercise, recorder, _Fixtures(connection, control, scratch, seed))
    except BaseException:  # SystemExit, or pytest's own, from a conftest
        recorder.refuse(traceback.format_exc())
    control.send_bytes(msgpack.packb({"findings": recorder.findings(seed).to_plain()}))


class _Fixtures:
    """What a check may ask for."""

    def __init__(self, student: Connection, control: Connection, scratch: Path, seed: int) -> None:
        self._patience = Patience()
        self._student = Peer(student, self._patience).meet()
        self._control, self._scratch, self._seed = control, scratch, seed

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
