"""How an exercise and its checks worked in a class: difficulty, discrimination, how often each check passed.

Discrimination is the corrected item–total correlation: Pearson's r between the points of an exercise and those of all the
others, r(x, T − x), so that no exercise is compared with itself (Henrysson 1963, «Correction of item-total correlations in
item analysis», Psychometrika 28, 211–218). For a check it is the same r, between passing it (1 or 0) and the points of the
other exercises.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import pearsonr

from grader.languages import Text
from grader.reporting.graded import Answer, Check, Exercise, Graded, Submission

FEWEST = 10
"""Answers without which no correlation is shown: with nine, 0 and 0.66 cannot be told apart."""
WEAK = 0.2
"""A discrimination that is surely below this one asks for a look (Ebel's old rule for «revise or drop»)."""
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")

Missing = Literal["few", "same", "rest", "alone"]


@dataclass(frozen=True)
class Discrimination:
    """A correlation with its 95 % interval, or why there is none."""

    r: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    missing: Missing | None = None

    @property
    def weak(self) -> bool:
        """Whether even the upper end of the interval is low."""
        return self.missing is None and self.high < WEAK


@dataclass(frozen=True)
class CheckItem:
    """A check of an exercise in the class."""

    name: str
    hidden: bool
    says: Text
    passed: int
    of: int
    discrimination: Discrimination

    @property
    def rate(self) -> float:
        return self.passed / self.of


@dataclass(frozen=True)
class Item:
    """An exercise in the class: counts of answers, the mean share of its points, and its checks."""

    exercise: Exercise
    answers: int
    share: float
    """The mean share of the points: 1 is easy, 0 is hard."""
    full: int
    nothing: int
    troubled: int
    """Answers that could not be judged to the end."""
    discrimination: Discrimination
    checks: list[CheckItem]


@dataclass(frozen=True)
class Failure:
    """Something that went wrong in the same way in several answers."""

    exercise: Exercise
    says: Text
    hidden: bool
    happened: Text | None
    times: int


def discrimination(values: Sequence[float], rest: Sequence[float], others: int) -> Discrimination:
    """Between the values of an item and the points of the ``others``, or why it says nothing."""
    if others == 0:
        return Discrimination(missing="alone")
    if len(values) < FEWEST:
        return Discrimination(missing="few")
    if np.ptp(values) == 0:
        return Discrimination(missing="same")
    if np.ptp(rest) == 0:
        return Discrimination(missing="rest")
    result = pearsonr(values, rest)
    low, high = result.confidence_interval(0.95)
    return Discrimination(float(result.statistic), float(low), float(high))


def rest_of(submission: Submission, exercise: Exercise) -> float:
    """The points of a submission in all the other exercises."""
    return submission.total - submission.points.get(exercise.id, 0.0)


def items(graded: Graded) -> list[Item]:
    """Every exercise of which somebody handed in the notebook."""
    return [item for exercise in graded.exercises if (item := _item(graded, exercise))]


def _item(graded: Graded, exercise: Exercise) -> Item | None:
    handed_in = [submission for submission in graded.submissions if exercise.id in submission.answers]
    if not handed_in:
        return None
    points = [submission.points.get(exercise.id, 0.0) for submission in handed_in]
    rest = [rest_of(submission, exercise) for submission in handed_in]
    return Item(
        exercise,
        len(handed_in),
        float(np.mean(points)) / exercise.most,
        sum(value >= exercise.most for value in points),
        sum(value <= 0 for value in points),
        sum(submission.answers[exercise.id].trouble is not None for submission in handed_in),
        discrimination(points, rest, len(graded.exercises) - 1),
        _check_items(graded, exercise, handed_in),
    )


def _check_items(graded: Graded, exercise: Exercise, handed_in: list[Submission]) -> list[CheckItem]:
    """The checks in the order in which a card lists them; each with the answers that it was made on."""
    made: dict[tuple[bool, str], list[tuple[Submission, Check]]] = defaultdict(list)
    for submission in handed_in:
        for check in submission.answers[exercise.id].checks:
            made[check.hidden, check.name].append((submission, check))
    found = []
    for (hidden, name), results in made.items():
        passed = [float(check.passed) for _, check in results]
        rest = [rest_of(submission, exercise) for submission, _ in results]
        r = discrimination(passed, rest, len(graded.exercises) - 1)
        found.append(CheckItem(name, hidden, results[-1][1].says, int(sum(passed)), len(passed), r))
    return found


def failures(graded: Graded, most: int = 15) -> list[Failure]:
    """What went wrong most often: by exercise, check and what happened, whatever the numbers in it."""
    counts: Counter[tuple[str, ...]] = Counter()
    told: dict[tuple[str, ...], Failure] = {}
    for exercise in graded.exercises:
        for submission in graded.submissions:
            for check in _failed(submission.answers.get(exercise.id)):
                happened = _NUMBERS.sub("…", next(iter(check.happened.values()))) if check.happened else ""
                key = (exercise.id, str(check.hidden), check.name, happened)
                counts[key] += 1
                told.setdefault(key, Failure(exercise, check.says, check.hidden, check.happened, 0))
    return [
        Failure(one.exercise, one.says, one.hidden, one.happened, times)
        for key, times in counts.most_common(most)
        if (one := told[key])
    ]


def _failed(answer: Answer | None) -> list[Check]:
    if answer is None:
        return []
    if answer.trouble:
        return [Check("", False, answer.trouble, passed=False)]
    return [check for check in answer.checks if not check.passed]
