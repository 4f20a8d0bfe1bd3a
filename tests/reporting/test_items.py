"""Difficulty and discrimination are the numbers of the textbook; where there is nothing to compute, it is said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from grader.reporting.graded import Answer, Check, Exercise, Graded, Submission
from grader.reporting.items import FEWEST, discrimination, failures, items
from grader.reporting.page import page
from tests.reporting.made import NOW

SAYS = {"es": "Frase", "en": "Sentence"}


def exercise(id: str, most: float = 4.0) -> Exercise:
    return Exercise(id, "1-part", most, {"es": f"título de {id}", "en": f"title of {id}"})


def graded(points: Sequence[Sequence[float]], checks: Sequence[Sequence[bool]] = ()) -> Graded:
    """A row of points for each student, of which the checks of the first exercise are given too."""
    ids = [f"ex{n}" for n in range(len(points[0]))]
    submissions = []
    for n, row in enumerate(points):
        answers = {id: Answer("es", "x = 1", recorded=True) for id in ids}
        if checks:
            found = (Check(f"test_{m}", False, SAYS, passed) for m, passed in enumerate(checks[n]))
            answers["ex0"] = Answer("es", "x = 1", tuple(found), recorded=True)
        submissions.append(Submission(f"s{n}", dict(zip(ids, row, strict=True)), answers))
    return Graded("hw", "gradebook.db", [exercise(id) for id in ids], submissions)


def test_difficulty_is_the_mean_share_of_the_points() -> None:
    item = items(graded([[4, 0], [2, 0], [0, 0], [4, 4]]))[0]
    assert item.share == (1 + 0.5 + 0 + 1) / 4
    assert (item.full, item.nothing, item.answers) == (2, 1, 4)


def test_discrimination_is_the_correlation_with_the_other_exercises() -> None:
    rng = np.random.default_rng(1)
    points = rng.integers(0, 5, size=(30, 3)).astype(float)
    by_hand = np.corrcoef(points[:, 0], points.sum(axis=1) - points[:, 0])[0, 1]
    found = items(graded(points.tolist()))[0].discrimination
    assert found.r == pytest.approx(by_hand)
    reach = 1.959964 / np.sqrt(30 - 3)  # Fisher's z
    assert (found.low, found.high) == pytest.approx(np.tanh(np.arctanh(by_hand) + np.array([-reach, reach])))


def test_an_exercise_that_agrees_with_nothing_but_itself_does_not_discriminate() -> None:
    """What the correction is for: with the exercise in the total, r would be 0.6 here."""
    rng = np.random.default_rng(2)
    points = np.column_stack([rng.permutation([0.0, 4.0] * 100), rng.normal(2, 1, 200), rng.normal(2, 1, 200)])
    assert np.corrcoef(points[:, 0], points.sum(axis=1))[0, 1] > 0.6
    assert abs(items(graded(points.tolist()))[0].discrimination.r) < 0.15


@pytest.mark.parametrize(
    ("values", "rest", "others", "missing"),
    [
        ([1, 2] * 10, [1, 2] * 10, 0, "alone"),
        ([1, 2, 3], [1, 2, 3], 2, "few"),
        ([4] * 20, [1, 2] * 10, 2, "same"),
        ([1, 2] * 10, [0] * 20, 2, "rest"),
    ],
)
def test_where_there_is_no_correlation_the_reason_is_given(
    values: list[float], rest: list[float], others: int, missing: str
) -> None:
    assert discrimination(values, rest, others).missing == missing


def test_only_an_interval_that_lies_low_altogether_is_called_low() -> None:
    against = [[float(n % 5), float(4 - n % 5)] for n in range(40)]
    assert items(graded(against))[0].discrimination.weak
    unsure = [[float(n % 2), float(n % 3)] for n in range(FEWEST)]
    assert not items(graded(unsure))[0].discrimination.weak


def test_a_check_counts_the_answers_that_it_was_made_on() -> None:
    found = items(graded([[4.0, n] for n in range(12)], [[n < 3, n >= 6] for n in range(12)]))[0]
    assert [(check.passed, check.of) for check in found.checks] == [(3, 12), (6, 12)]
    assert found.checks[0].discrimination.r < 0 < found.checks[1].discrimination.r


def test_failures_that_differ_in_their_numbers_only_are_one() -> None:
    told = [{"es": f"Tu código lanzó IndexError: {n}", "en": f"Your code raised IndexError: {n}"} for n in range(5)]
    checks = [Check("test_a", False, SAYS, False, happened) for happened in told]
    other = Check("test_a", False, SAYS, False, {"es": "No acabó.", "en": "It did not end."})
    submissions = [
        Submission(f"s{n}", {"ex0": 0.0}, {"ex0": Answer("es", "", (check,), recorded=True)})
        for n, check in enumerate([*checks, other])
    ]
    found = failures(Graded("hw", "gradebook.db", [exercise("ex0")], submissions))
    assert [failure.times for failure in found] == [5, 1]
    assert found[0].happened == told[0]


def test_a_notebook_that_was_not_handed_in_counts_for_no_difficulty() -> None:
    """Its exercises are 0 points of that student's, and say nothing of the exercises."""
    whole = graded([[4.0, 4.0], [4.0, 0.0]])
    del whole.submissions[1].answers["ex1"]
    first, second = items(whole)
    assert (first.answers, second.answers) == (2, 1)
    assert second.share == 1.0


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_class_of_one_gets_no_statistics(lang: str) -> None:
    html = page(graded([[2.0, 3.0]], [[True, False]]), lang, NOW)
    for nonsense in ("nan", "inf", "None"):
        assert f">{nonsense}<" not in html
        assert f" {nonsense} " not in html
    assert {"es": "Hay una sola entrega", "en": "There is a single submission"}[lang] in html
    assert {"es": "pocas respuestas", "en": "few answers"}[lang] in html


@pytest.mark.parametrize("lang", ["es", "en"])
def test_everybody_alike_is_said_and_not_computed(lang: str) -> None:
    html = page(graded([[4.0, 4.0]] * 12, [[True, True]] * 12), lang, NOW)
    assert {"es": "todas iguales", "en": "all alike"}[lang] in html
