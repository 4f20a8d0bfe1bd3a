"""The first bad commit: the ends, dates in disorder, a thousand commits, and no question twice."""

from __future__ import annotations

from grader.judging.api import says


@says(es="Si el último commit es bueno, devuelve None", en="If the last commit is good, it gives back None")
def test_where_all_are_good_there_is_none(search, commits, rng):
    where, ids = commits(int(rng.integers(10, 30)))
    assert search(where, ids, int(rng.integers(3, 8))).found
    assert search(where, ids, None).found


@says(
    es="Si el primero ya era malo, es el primero; también cuando es el único",
    en="If the first one was bad already, it is the first one; also when it is the only one",
)
def test_the_very_first_may_be_bad(search, commits, rng):
    where, ids = commits(int(rng.integers(10, 30)))
    assert search(where, ids, 0).found
    where, ids = commits(1)
    assert search(where, ids, 0).found


@says(
    es="El orden es el de la historia, no el de las fechas",
    en="The order is that of the history, not that of the dates",
)
def test_dates_do_not_say_the_order(search, commits, rng):
    where, ids = commits(int(rng.integers(30, 60)), in_order=False)
    for place in rng.integers(2, len(ids) - 1, size=3).tolist():
        assert search(where, ids, place).found


@says(
    es="Mil commits son trece preguntas como mucho, y ninguna se repite",
    en="A thousand commits are thirteen questions at most, and none is asked twice",
)
def test_no_question_is_asked_twice(search, commits, rng):
    where, ids = commits(1000)
    found = search(where, ids, int(rng.integers(100, 900)))
    assert found.found
    assert found.quick
    assert len(set(found.asked)) == len(found.asked)
