"""The judge: a process of its own that runs pytest on the checks of one exercise and reports what each one found.

It never runs a student's code. It asks the student's process (``student``), asks for clean ones (``fresh``), and only its
own collected checks count.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cloudpickle
import msgpack
import numpy as np
import pytest

from grader.exercises import CHECKS, STUB_WORDS, Exercise
from grader.judging import messages
from grader.judging.address import Address
from grader.judging.api import NotRaised
from grader.judging.fresh import silence
from grader.judging.student import (
    AnswererGone,
    AnswerError,
    AnswerMissing,
    AnswerOpaque,
    AnswerTooLarge,
    AnswerTooSlow,
    Fresh,
    Peer,
    Student,
)
from grader.judging.verdict import CheckResult, Findings
from grader.languages import Text

CONNECT_SECONDS = 60.0
"""How long a process may take to start serving."""


def run(exercise: Exercise, seed: int, answers: Connection | Address, control: Connection, scratch: Path) -> None:
    """Judge ``exercise`` with inputs drawn from ``seed``, and send the findings to ``control``."""
    silence()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    connection = answers if isinstance(answers, Connection) else answers.connect(CONNECT_SECONDS)
    recorder = _Recorder(hidden=exercise.hidden)
    fixtures = _Fixtures(Peer(connection), control, scratch, seed)
    modules = [str(path) for path in (exercise.public, exercise.hidden) if path]
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "--import-mode=importlib", "--assert=plain", "-o", "addopts="]
    os.chdir(CHECKS)
    pytest.main(
        [*options, f"--rootdir={CHECKS}", f"--confcutdir={CHECKS}", "-c", os.devnull, *modules], [recorder, fixtures]
    )
    findings = Findings(exercise.id, seed, tuple(recorder.results.values()))
    control.send_bytes(msgpack.packb({"findings": findings.to_plain()}))


class _Fixtures:
    """What a check may ask for."""

    def __init__(self, student: Peer, control: Connection, scratch: Path, seed: int) -> None:
        self._student, self._control, self._scratch, self._seed = student, control, scratch, seed

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
        name, key = msgpack.unpackb(self._control.recv_bytes())
        return Fresh(Peer(Address(name, key).connect(CONNECT_SECONDS)))

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


class _Recorder:
    """Notes, for each check that the judge collected, whether it passed and what happened if not."""

    def __init__(self, hidden: Path | None) -> None:
        self._hidden = hidden
        self.results: dict[str, CheckResult] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        for module in {item.module for item in items}:
            cloudpickle.register_pickle_by_value(module)
        for item in items:
            self._note(item, passed=False, happened=messages.check_not_run())

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo[None]) -> Iterator[None]:
        report = yield
        if call.excinfo is not None:
            error = call.excinfo.value
            happened = _happened(error)
            lines = tuple(error.lines) if isinstance(error, AnswerError) and happened != messages.not_written() else ()
            self._note(item, passed=False, happened=happened, lines=lines)
        elif call.when == "call":
            self._note(item, passed=True)
        return report  # type: ignore[return-value]

    def _note(
        self, item: pytest.Function, *, passed: bool, happened: Text | None = None, lines: tuple[str, ...] = ()
    ) -> None:
        check: Any = item.function
        self.results[item.nodeid] = CheckResult(
            name=item.name,
            says=check.says,
            passed=passed,
            weight=float(check.weight),
            hidden=item.path == self._hidden,
            happened=happened,
            advises=getattr(check, "advises", None),
            lines=lines,
        )


def _happened(error: BaseException) -> Text:
    """What a failed check tells the student: the kind of thing that went wrong, never a value that was expected."""
    match error:
        case AnswerError(types=["NotImplementedError", *_], message=message) if STUB_WORDS in message:
            return messages.not_written()
        case AnswerError():
            return messages.raised(error.types, error.message)
        case AnswerMissing():
            return messages.missing(str(error))
        case AnswerTooSlow():
            return messages.too_slow(error.seconds)
        case AnswerTooLarge():
            return messages.too_large()
        case AnswerOpaque():
            return messages.opaque(error.type_name)
        case AnswererGone():
            return messages.gone()
        case NotRaised():
            return messages.not_raised(error.expected, error.raised)
        case AssertionError():
            return messages.differs()
    return messages.unfit()
