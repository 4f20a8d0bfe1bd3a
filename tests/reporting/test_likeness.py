"""Who wrote alike is found through any disguise; who wrote alone, or what everybody writes, is not."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.reporting.graded import Answer, Exercise, Graded, Submission
from grader.reporting.likeness import FEWEST, HIGHEST, LOWEST, likenesses, threshold
from grader.reporting.tokens import tokens
from tests.reporting.writing import LESSON, SOLUTION, STUB, disguised, honest

EXERCISE = Exercise("ex", "1-part", 4.0, {"es": "ex", "en": "ex"})


def a_class(answers: list[str], lesson: str = LESSON) -> Graded:
    """Every second one writes in English."""
    submissions = [
        Submission(f"s{n:02}", {"ex": 4.0}, {"ex": Answer(("es", "en")[n % 2], answer)}) for n, answer in enumerate(answers)
    ]
    release = {"1-part": new_notebook(cells=[new_code_cell(lesson), new_code_cell(STUB)])}
    solved = {"1-part": new_notebook(cells=[new_code_cell(SOLUTION)])}
    return Graded("hw", "gradebook.db", [EXERCISE], submissions, {"es": release, "en": release}, solved)


def pairs(graded: Graded) -> list[tuple[str, str]]:
    return [pair.students for pair in likenesses(graded).pairs]


def different(number: int, seed: int = 0) -> list[str]:
    """Honest answers, no two of which are the same text."""
    random, written = Random(seed), dict[str, None]()
    while len(written) < number:
        written[honest(random)] = None
    return [*written]


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_is_found_across_languages_whatever_its_names(seed: int) -> None:
    answers = different(24, seed)
    answers[7] = disguised(answers[2])
    found = likenesses(a_class(answers)).pairs
    assert ("s02", "s07") in [pair.students for pair in found]
    copied = next(pair for pair in found if pair.students == ("s02", "s07")).exercises[0]
    assert (copied.one.lang, copied.other.lang) == ("es", "en")
    assert copied.likeness == pytest.approx(1.0)
    assert copied.common == 1.0


def test_a_copy_with_a_part_rewritten_is_found() -> None:
    answers = different(24)
    answers[9] = disguised(answers[4]).replace("return", "print(len(orders))\n    return")
    assert ("s04", "s09") in pairs(a_class(answers))


@pytest.mark.parametrize("seed", range(5))
def test_who_wrote_alone_is_not_shown(seed: int) -> None:
    """They choose among the same few ways to write each part, so nobody's code is quite their own."""
    for one, other in pairs(a_class(different(24, seed))):
        pytest.fail(f"{one} and {other} wrote alone")


def test_what_everybody_writes_alike_is_no_likeness() -> None:
    short = "def summarise(orders) -> dict:\n    return {'late': sum(order['late'] for order in orders)}"
    assert pairs(a_class([short] * 20 + different(10))) == []


def test_a_short_answer_that_two_write_alike_is_not_shown() -> None:
    short = "def summarise(orders):\n    return Counter(orders).most_common(3)"
    assert pairs(a_class([short, short, *different(20)])) == []


def test_what_the_lesson_or_the_solution_shows_belongs_to_all() -> None:
    shown = different(1, 5)[0]
    answers = [shown, shown, *different(20)]
    found = a_class(answers)
    assert ("s00", "s01") in pairs(found)
    assert ("s00", "s01") not in pairs(a_class(answers, lesson=shown))
    assert ("s00", "s01") not in pairs(replace(found, solved={"1-part": new_notebook(cells=[new_code_cell(shown)])}))


def test_in_a_small_class_nobody_knows_what_is_usual() -> None:
    answers = different(FEWEST - 1)
    answers[1] = answers[0]
    found = likenesses(a_class(answers))
    assert found.pairs == []
    assert found.thresholds == {}


def test_untouched_and_empty_answers_count_for_nothing() -> None:
    found = likenesses(a_class([STUB] * 10 + [""] * 10))
    assert found.pairs == []
    assert found.thresholds == {}


def test_the_class_decides_within_bounds() -> None:
    assert threshold([0.1] * 20) == LOWEST
    assert threshold([0.5] * 10 + [0.55] * 10) == pytest.approx(0.55 + 3 * 0.05)
    assert threshold([0.1] * 10 + [0.9] * 10) == HIGHEST


def test_names_texts_comments_and_layout_are_folded() -> None:
    one = 'def f(rows):\n    """What it does."""\n    total = 0  # start\n    return {"mean": np.mean(rows), total: 1}'
    other = "def g(filas):\n\n    suma = 23\n    return {\n        f'media': np.mean(filas), suma: 1.5}"
    assert tokens(one) == tokens(other)
    assert tokens("x.fit(y)") != tokens("x.predict(y)")
    assert tokens("len(x)") != tokens("sum(x)")


def test_broken_code_has_tokens_too() -> None:
    assert tokens("def f(:\n  return ((") == ("def", "x", "(", ":", "return", "(", "(")
