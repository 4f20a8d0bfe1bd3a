"""What counts: for each check that the judge itself collected, whether it passed, and what happened if it did not.

A check counts as failed until pytest reports that it ran and passed. Skipped, expected to fail, broken in its fixture or
never reached: not passed. If anything about the checks themselves is wrong, there are no points but a trouble for the
course's staff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from grader.exercises import STUB_WORDS, Exercise
from grader.judging import messages
from grader.judging.api import NotRaised, ProgramMissing
from grader.judging.student import (
    AnswererGone,
    AnswerError,
    AnswerMissing,
    AnswerOpaque,
    AnswerTooLarge,
    AnswerTooSlow,
    NoTimeLeft,
)
from grader.judging.verdict import CheckResult, Findings
from grader.languages import Text

_MAX_DETAILS = 4000


class Recorder:
    """A pytest plugin that notes what became of the checks of ``exercise``."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._results: dict[pytest.Function, CheckResult] = {}
        self._wrong: list[str] = []
        self._missing: ProgramMissing | None = None

    def findings(self, seed: int) -> Findings:
        if self._wrong:
            details = "\n".join(self._wrong)[:_MAX_DETAILS]
            return Findings(self._exercise.id, seed, trouble=messages.not_loaded(), details=details)
        if self._missing:
            return Findings(self._exercise.id, seed, trouble=self._missing.lacking, lacks=self._missing.name)
        return Findings(self._exercise.id, seed, tuple(self._criteria()))

    def refuse(self, why: str) -> None:
        """There is something wrong with the checks, not with the answer."""
        self._wrong.append(why)

    def expect_checks_of(self, modules: Sequence[Path]) -> None:
        """A module without checks is a mistake too."""
        for module in {*modules} - {item.path for item in self._results}:
            self.refuse(f"{module}: pytest found no check in it")

    def _criteria(self) -> Iterator[CheckResult]:
        """One result for each check; of one with parameters the first case that failed."""
        cases: dict[tuple[Path, object], list[CheckResult]] = {}
        for item, result in self._results.items():
            cases.setdefault((item.path, item.function), []).append(result)
        for results in cases.values():
            yield next((result for result in results if not result.passed), results[0])

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if not isinstance(item, pytest.Function) or not hasattr(item.function, "says"):
                self.refuse(f"{item.nodeid}: lacks its sentence; write @says(es=…, en=…) above it")
            else:
                self._note(item, passed=False, happened=messages.check_not_run())
        if self._wrong:
            items.clear()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if not report.passed:
            self.refuse(f"{report.nodeid}: {report.longreprtext}")

    def pytest_internalerror(self, excrepr: object) -> None:
        self.refuse(str(excrepr))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Iterator[None]:  # the first to begin and the last to end: the report says what other plugins made of it
        report: Any = yield
        if call.excinfo is not None:
            error = call.excinfo.value
            if isinstance(error, ProgramMissing):
                self._missing = error
            happened = _happened(error)
            lines = tuple(error.lines) if isinstance(error, AnswerError) and happened != messages.not_written() else ()
            self._note(item, passed=False, happened=happened, lines=lines)
        elif not report.passed or hasattr(report, "wasxfail"):
            self._note(item, passed=False, happened=messages.check_not_run())
        elif call.when == "call":
            self._note(item, passed=True)
        return report  # type: ignore[return-value]

    def _note(
        self, item: pytest.Function, *, passed: bool, happened: Text | None = None, lines: tuple[str, ...] = ()
    ) -> None:
        check: Any = item.function
        self._results[item] = CheckResult(
            name=item.originalname,
            says=check.says,
            passed=passed,
            weight=float(check.weight),
            hidden=item.path != self._exercise.public,
            happened=happened,
            advises=getattr(check, "advises", None),
            lines=lines,
        )


def _happened(error: BaseException) -> Text:
    """What a failed check tells the student: the kind of thing that went wrong, never a value that was expected."""
    match error:
        case AnswerError(types=["builtins.NotImplementedError", *_], message=message) if STUB_WORDS in message:
            return messages.not_written()
        case AnswerError():
            return messages.raised(error.types, error.message)
        case AnswerMissing():
            return messages.missing(str(error))
        case AnswerTooSlow():
            return messages.too_slow(error.seconds)
        case AnswerTooLarge() | MemoryError():
            return messages.too_large()
        case AnswerOpaque():
            return messages.opaque(error.type_name)
        case AnswererGone():
            return messages.gone()
        case NoTimeLeft() | pytest.skip.Exception() | pytest.xfail.Exception():
            return messages.check_not_run()
        case NotRaised():
            return messages.not_raised(error.expected, error.raised)
        case AssertionError() | pytest.fail.Exception():
            return messages.differs()
    return messages.unfit()
