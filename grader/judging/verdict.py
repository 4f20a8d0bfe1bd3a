"""The result of judging one exercise: what each check found, and the points that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from grader.exercises import Exercise
from grader.languages import Text
from grader.unseen import plain


@dataclass(frozen=True)
class CheckResult:
    """One check: its sentence, whether it passed, and, when it did not, what happened and where to look."""

    name: str
    says: Text
    passed: bool
    weight: float = 1.0
    hidden: bool = False
    happened: Text | None = None
    advises: Text | None = None
    lines: tuple[str, ...] = ()
    """The student's own lines that an exception passed through."""

    def record(self) -> dict[str, Any]:
        """It as data, in every language: of a hidden check no more than its sentence, as on the card."""
        found: dict[str, Any] = {"says": self.says, "hidden": self.hidden, "passed": self.passed}
        if self.hidden:
            return found
        found["name"] = self.name
        if self.passed or not self.happened:
            return found
        return found | {"happened": {lang: plain(text) for lang, text in self.happened.items()}}


@dataclass(frozen=True)
class Findings:
    """All that a judge found out about one exercise; plain enough to cross a pipe (``to_plain``, ``from_plain``)."""

    exercise: str
    seed: int
    checks: tuple[CheckResult, ...] = ()
    trouble: Text | None = None
    """Why there are no checks: the judge was stopped, the kernel died…"""
    details: str = ""
    """What the course's staff needs to know about the trouble; students are not shown it."""
    lacks: str = ""
    """The program whose lack is the trouble: the same answer earns points on a machine that has it."""

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Findings:
        checks = tuple(CheckResult(**{**check, "lines": tuple(check["lines"])}) for check in plain["checks"])
        return cls(plain["exercise"], plain["seed"], checks, plain["trouble"], plain["details"], plain.get("lacks", ""))

    def points(self, exercise: Exercise) -> float:
        """The exercise's points times the share of the weight that passed, rounded to hundredths."""
        total = sum(check.weight for check in self.checks)
        if self.trouble or not total:
            return 0.0
        if all(check.passed for check in self.checks):
            return exercise.points
        return round(exercise.points * sum(check.weight for check in self.checks if check.passed) / total, 2)


class Verdict(float):
    """The points of an exercise: a float, so that nbgrader reads partial credit from it, that shows itself as a card."""

    findings: Findings
    exercise: Exercise
    lang: str

    def __new__(cls, findings: Findings, exercise: Exercise, lang: str) -> Verdict:
        verdict = super().__new__(cls, findings.points(exercise))
        verdict.findings, verdict.exercise, verdict.lang = findings, exercise, lang
        return verdict

    def __reduce__(self) -> tuple[Any, ...]:
        return Verdict, (self.findings, self.exercise, self.lang)

    def __str__(self) -> str:
        from grader.judging.card import as_text

        return as_text(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The points as plain text, which nbgrader reads; the card as HTML, which people see."""
        from grader.judging.card import as_html

        return {"text/plain": repr(self), "text/html": as_html(self)}

    __repr__ = float.__repr__

    def record(self) -> dict[str, Any]:
        """What the card says, as data and in every language, for whoever reads a graded notebook."""
        checks = [check.record() for check in self.findings.checks]
        return {"title": self.exercise.title, "checks": checks, "trouble": self.findings.trouble}
