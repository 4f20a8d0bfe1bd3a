"""Which exception counts as the one that a check expects."""

from __future__ import annotations

import pickle
from pathlib import Path

import msgpack
import pytest

from grader.exercises import STUB_WORDS, Exercise, load_exercises
from grader.judging.answer import judge_source
from grader.judging.api import NotRaised, raises
from grader.judging.messages import not_raised
from grader.judging.serve import Servant
from grader.judging.student import AnswerError


class TamperedModel(Exception):
    pass


class Derived(ValueError):
    pass


def called(name: str, *bases: type) -> type:
    """A student's class of this name."""
    return type(name, bases or (Exception,), {"__module__": "__main__"})


def told(error: BaseException) -> AnswerError:
    """What the judge hears when a student's function raises ``error``."""

    def raise_it() -> None:
        raise error

    servant = Servant({"f": raise_it})
    answer = servant.answer(msgpack.packb({"do": "call", "of": "f", "with": pickle.dumps(((), {}))}))
    problem = msgpack.unpackb(answer[1:])
    return AnswerError(problem["types"], problem["message"], problem["lines"])


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("ValueError", ValueError("no")),
        ("ValueError", Derived()),
        ("ValueError", called("ValueError", ValueError)()),
        ("LookupError", KeyError("x")),
        (ValueError, Derived()),
        ("TamperedModel", TamperedModel()),
        ("TamperedModel", called("TamperedModel", ValueError)()),
        ("UnpicklingError", pickle.UnpicklingError()),
        (pickle.UnpicklingError, pickle.UnpicklingError()),
        ("SystemExit", SystemExit(1)),
    ],
)
def test_the_class_itself_and_what_derives_from_it_count(kind: str | type[BaseException], error: BaseException) -> None:
    with raises(kind) as caught:
        raise told(error)
    assert caught.message == str(error)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("ValueError", called("ValueError")()),
        ("ValueError", called("builtins.ValueError")()),
        ("ValueError", TypeError()),
        (ValueError, called("ValueError")()),
        (pickle.UnpicklingError, called("UnpicklingError")()),
        ("TamperedModel", called("TamperedModels")()),
    ],
)
def test_a_class_that_is_merely_called_so_does_not(kind: str | type[BaseException], error: BaseException) -> None:
    with pytest.raises(NotRaised), raises(kind):
        raise told(error)


def test_the_message_tells_namesakes_apart() -> None:
    assert (
        "another class with the same name (__main__.ValueError)" in not_raised("ValueError", ["__main__.ValueError"])["en"]
    )
    assert not_raised("ValueError", ["builtins.KeyError"])["en"].endswith("your code raised KeyError.")


@pytest.fixture
def exercise() -> Exercise:
    return load_exercises(Path(__file__).parent / "checks")["double"]


@pytest.mark.parametrize(
    ("define", "happened"),
    [
        ("", "not been written yet"),
        ("class NotImplementedError(Exception): pass", "Your code raised NotImplementedError: TU"),
    ],
    ids=["the stub", "a namesake"],
)
def test_only_the_stub_is_not_written_yet(exercise: Exercise, define: str, happened: str) -> None:
    findings = judge_source(exercise, [f"{define}\ndef double(x): raise NotImplementedError({STUB_WORDS!r})"])
    text = findings.checks[0].happened
    assert text
    assert happened in text["en"]
