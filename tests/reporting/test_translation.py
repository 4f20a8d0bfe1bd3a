"""The translation alarm: exact where it can be counted by hand, loud for a fault, and quiet for chance."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from grader.reporting.graded import Answer, Check, Exercise, Graded, Submission
from grader.reporting.translation import EFFECT, FEWEST, RATE, bands, compare, difference, exact_p

SAYS = {"es": "Frase", "en": "Sentence"}
FAULTY = ("ex0", "test_0")


def a_class(rng: np.random.Generator, each: tuple[int, int] = (20, 20), better: float = 0.0, fault: float = 0.0) -> Graded:
    """Five exercises with four checks each; what passes depends on who answers, and by ``fault`` on the language of one.

    Those in English are ``better`` by so many units of ability, whose standard deviation is 1.2.
    """
    ids = [f"ex{n}" for n in range(5)]
    hard = {(id, f"test_{n}"): rng.normal(0, 1) for id in ids for n in range(4)}
    submissions = []
    for lang, number, more in zip(("es", "en"), each, (0.0, better), strict=True):
        for n in range(number):
            ability = rng.normal(0, 1.2) + more
            answers, points = {}, {}
            for id in ids:
                checks = []
                for name in (f"test_{n}" for n in range(4)):
                    harder = fault if lang == "es" and (id, name) == FAULTY else 0.0
                    passes = rng.random() < 1 / (1 + np.exp(hard[id, name] + harder - ability))
                    checks.append(Check(name, False, SAYS, bool(passes)))
                answers[id] = Answer(lang, "", tuple(checks), recorded=True)
                points[id] = float(sum(check.passed for check in checks))
            submissions.append(Submission(f"{lang}-{n}", points, answers))
    exercises = [Exercise(id, "1-part", 4.0, {"es": id, "en": id}) for id in ids]
    return Graded("hw", "gradebook.db", exercises, submissions)


def test_in_one_band_it_is_fishers_exact_test() -> None:
    rng = np.random.default_rng(4)
    for _ in range(200):
        of, other_of = (int(number) for number in rng.integers(8, 40, 2))
        passed, other = int(rng.integers(0, of + 1)), int(rng.integers(0, other_of + 1))
        theirs = fisher_exact([[passed, of - passed], [other, other_of - other]]).pvalue
        assert exact_p([(passed, of, other, other_of)]) == pytest.approx(theirs, abs=1e-9)


def test_in_two_bands_it_counts_all_ways_to_deal_out_the_languages() -> None:
    """By hand: every way to say who of each band wrote in the first language is as likely as any other."""
    tables = [(3, 4, 1, 4), (4, 5, 1, 3)]
    ways = []
    for passed, of, other, other_of in tables:
        outcomes = [1] * (passed + other) + [0] * (of + other_of - passed - other)
        ways.append([sum(outcomes[i] for i in chosen) for chosen in combinations(range(of + other_of), of)])
    sums = [one + two for one in ways[0] for two in ways[1]]
    chance = {total: sums.count(total) / len(sums) for total in set(sums)}
    by_hand = sum(likely for likely in chance.values() if likely <= chance[3 + 4] + 1e-12)
    assert exact_p(tables) == pytest.approx(by_hand)


def test_the_difference_is_weighed_over_bands_that_hold_both() -> None:
    assert difference([(3, 4, 1, 4)]) == pytest.approx(0.5)
    by_hand = (0.5 * (4 * 4 / 8) + (1 / 2 - 3 / 6) * (2 * 6 / 8)) / (4 * 4 / 8 + 2 * 6 / 8)
    assert difference([(3, 4, 1, 4), (1, 2, 3, 6), (5, 5, 0, 0)]) == pytest.approx(by_hand)
    assert difference([(5, 5, 0, 0)]) == 0.0


def test_students_are_compared_with_those_who_do_as_well_elsewhere() -> None:
    """All who do well write in one language, so language decides nothing within a band."""
    strong = [(10.0, True)] * 20
    weak = [(1.0, False)] * 20
    assert exact_p(bands(strong, weak)) > 0.9
    mixed = [(float(n), n % 2 == 0) for n in range(20)]
    assert exact_p(bands(mixed, mixed)) == pytest.approx(1.0)


@pytest.mark.parametrize("each", [(20, 20), (60, 15)])
def test_a_fault_in_one_text_raises_the_alarm_and_says_where(each: tuple[int, int]) -> None:
    graded = a_class(np.random.default_rng(7), each, fault=100.0)
    alarms = [comparison for comparison in compare(graded) if comparison.alarm]
    assert [alarm.exercise.id for alarm in alarms] == ["ex0"]
    assert alarms[0].harder == "es"
    assert alarms[0].passed[0] == 0
    assert alarms[0].q <= RATE
    assert alarms[0].difference <= -EFFECT


def test_a_language_with_few_answers_is_not_compared() -> None:
    assert compare(a_class(np.random.default_rng(7), (FEWEST - 1, 60), fault=100.0)) == []
    assert compare(a_class(np.random.default_rng(7), (FEWEST, 60)))


def test_without_records_of_checks_all_the_points_are_compared() -> None:
    graded = a_class(np.random.default_rng(7))
    bare = [
        Submission(one.student, one.points, {id: Answer(answer.lang, "") for id, answer in one.answers.items()})
        for one in graded.submissions
    ]
    found = compare(Graded("hw", "gradebook.db", graded.exercises, bare))
    assert len(found) == 5
    assert {comparison.says for comparison in found} == {None}


@pytest.mark.slow
@pytest.mark.parametrize(("better", "most"), [(0.0, 0.05), (1.0, 0.15)])
def test_chance_raises_it_in_few_classes(better: float, most: float) -> None:
    """200 classes of 40 without any fault: at most 5 in 100 ring; 15 where one language is better in everything."""
    rng = np.random.default_rng(11)
    ringing = sum(any(one.alarm for one in compare(a_class(rng, better=better))) for _ in range(200))
    assert ringing <= most * 200


@pytest.mark.slow
def test_a_grave_fault_is_mostly_found() -> None:
    """60 classes of 80 in which hardly anybody passes a check in Spanish: more than 80 in 100 ring for it."""
    rng = np.random.default_rng(12)
    found = sum(
        any(one.alarm and one.exercise.id == "ex0" for one in compare(a_class(rng, (40, 40), fault=4.0))) for _ in range(60)
    )
    assert found > 0.8 * 60
