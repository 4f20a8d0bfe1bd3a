"""The translation alarm: a check that one language passes and another does not, among students who are alike otherwise.

For each check and each two languages: students are put into bands by their points in the other exercises, and within a
band a student of either language should pass as often. The exact conditional test of that (Fisher's, over all bands at
once: the exact form of Mantel–Haenszel's test, as for items of tests that work differently in two groups) gives p. The
difference is that of the shares who pass, weighted over the bands as Mantel and Haenszel do. Benjamini–Hochberg keeps
the false alarms among all alarms at 5 %.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, hypergeom

from grader.languages import LANGUAGES, Text
from grader.reporting.graded import Exercise, Graded
from grader.reporting.items import rest_of

FEWEST = 8
"""Answers that a language needs: with fewer, only all against none would be told from chance."""
RATE = 0.05
"""Share of false alarms among the alarms, at most, on average."""
EFFECT = 0.2
"""A smaller difference, however sure, is no reason to read the text again."""
_A_BAND = 20
"""Students that a band has room for."""
_MOST_BANDS = 5

Table = tuple[int, int, int, int]
"""In one band: who passed and how many there are, in one language and in the other."""


@dataclass(frozen=True)
class Comparison:
    """One check in two languages."""

    exercise: Exercise
    says: Text | None
    """None is for «all the points», where no checks are recorded."""
    hidden: bool
    langs: tuple[str, str]
    passed: tuple[int, int]
    of: tuple[int, int]
    difference: float
    """Of the shares who pass, the first language's less the second's, among students who are alike otherwise."""
    p: float
    q: float = 1.0
    """p, corrected for all the comparisons that were made."""

    @property
    def alarm(self) -> bool:
        return self.q <= RATE and abs(self.difference) >= EFFECT

    @property
    def harder(self) -> str:
        """The language in which fewer pass."""
        return self.langs[0] if self.difference < 0 else self.langs[1]


def compare(graded: Graded) -> list[Comparison]:
    """All comparisons for which there are enough answers, the least likely by chance first."""
    made = list(_comparisons(graded))
    if not made:
        return []
    corrected = false_discovery_control([comparison.p for comparison in made], method="bh")
    told = [replace(comparison, q=float(q)) for comparison, q in zip(made, corrected, strict=True)]
    return sorted(told, key=lambda comparison: (comparison.q, comparison.p, -abs(comparison.difference)))


def _comparisons(graded: Graded) -> Iterator[Comparison]:
    for exercise in graded.exercises:
        for (hidden, _), (says, results) in _outcomes(graded, exercise).items():
            for langs in combinations(LANGUAGES, 2):
                groups = [[(rest, passed) for lang, rest, passed in results if lang == one] for one in langs]
                if min(map(len, groups)) < FEWEST:
                    continue
                tables = bands(*groups)
                yield Comparison(
                    exercise,
                    says,
                    hidden,
                    langs,
                    (sum(passed for _, passed in groups[0]), sum(passed for _, passed in groups[1])),
                    (len(groups[0]), len(groups[1])),
                    difference(tables),
                    exact_p(tables),
                )


Outcome = tuple[str, float, bool]
"""The language of an answer, the student's points elsewhere, and whether it passed."""


def _outcomes(graded: Graded, exercise: Exercise) -> dict[tuple[bool, str], tuple[Text | None, list[Outcome]]]:
    """By check: its sentence, and how each answer fared."""
    outcomes: dict[tuple[bool, str], tuple[Text | None, list[Outcome]]] = {}
    for submission in graded.submissions:
        answer = submission.answers.get(exercise.id)
        if answer is None or answer.trouble:
            continue
        rest = rest_of(submission, exercise)
        for check in answer.checks:
            _, found = outcomes.setdefault((check.hidden, check.name), (check.says, []))
            found.append((answer.lang, rest, check.passed))
        if not answer.recorded:
            full = submission.points.get(exercise.id, 0.0) >= exercise.most
            outcomes.setdefault((False, ""), (None, []))[1].append((answer.lang, rest, full))
    return outcomes


def bands(one: Sequence[tuple[float, bool]], other: Sequence[tuple[float, bool]]) -> list[Table]:
    """Two languages' (points elsewhere, passed), cut into bands of students with about the same points."""
    rest = np.array([points for points, _ in (*one, *other)])
    number = int(np.clip(len(rest) // _A_BAND, 1, _MOST_BANDS))
    edges = np.unique(np.quantile(rest, np.linspace(0, 1, number + 1)[1:-1]))
    counts = np.zeros((len(edges) + 1, 4), dtype=int)
    for group, column in ((one, 0), (other, 2)):
        for points, passed in group:
            counts[np.searchsorted(edges, points, side="left"), [column, column + 1]] += (passed, 1)
    return [(int(a), int(b), int(c), int(d)) for a, b, c, d in counts]


def exact_p(tables: Sequence[Table]) -> float:
    """How likely it is, if language does not matter, that just as many of the first group pass, or any number less likely.

    With one table it is Fisher's exact test.
    """
    likely: NDArray[np.float64] = np.ones(1)
    observed = 0
    for passed, of, other_passed, other_of in tables:
        low, high = max(0, passed + other_passed - other_of), min(of, passed + other_passed)
        chances = hypergeom.pmf(np.arange(low, high + 1), of + other_of, passed + other_passed, of)
        likely = np.convolve(likely, chances)
        observed += passed - low
    return float(min(1.0, likely[likely <= likely[observed] * (1 + 1e-7)].sum()))


def difference(tables: Sequence[Table]) -> float:
    """Of the shares who pass, over the bands that hold both groups."""
    both = [table for table in tables if table[1] and table[3]]
    if not both:
        return 0.0
    weights = [of * other / (of + other) for _, of, _, other in both]
    gaps = [passed / of - other_passed / other for passed, of, other_passed, other in both]
    return float(np.average(gaps, weights=weights))
