"""What a check module imports: the sentences of a check, and ways to ask the student's process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from grader.judging.student import AnswerError, Fresh, Handle, Student, peer_of

__all__ = [
    "AnswerError",
    "Fresh",
    "Handle",
    "NotRaised",
    "Student",
    "advises",
    "as_array",
    "as_list",
    "as_number",
    "as_text",
    "attribute",
    "raises",
    "run_in",
    "says",
    "ship",
]

Check = TypeVar("Check", bound=Callable[..., Any])


def says(*, weight: float = 1, **sentence: str) -> Callable[[Check], Check]:
    """The criterion, in every language: a sentence that is true of a right answer. ``weight`` is its share of the points."""

    def mark(check: Check) -> Check:
        check.says, check.weight = sentence, weight  # type: ignore[attr-defined]
        return check

    return mark


def advises(**advice: str) -> Callable[[Check], Check]:
    """Where to look when the check fails, in every language; without the answer."""

    def mark(check: Check) -> Check:
        check.advises = advice  # type: ignore[attr-defined]
        return check

    return mark


def run_in(process: Student | Fresh | Handle, function: Callable[..., Any], *args: Any) -> Any:
    """What ``function(*args)`` gives in that process. The function travels by value: import inside it what it needs."""
    return peer_of(process).run(function, *args)


def ship(student: Student, name: str, *, to: Fresh) -> Handle:
    """Carry the student's function, with what it uses, to another process; a Handle to call there."""
    shipped: Handle = peer_of(to).ask(do="receive", what=peer_of(student).ask(do="ship", of=name))
    return shipped


def attribute(handle: Handle, name: str) -> Any:
    """The attribute ``name`` of what the handle names."""
    if name.startswith("_"):
        raise ValueError(f"{name} is private")
    return run_in(handle, getattr, handle, name)


def as_list(value: Any) -> Any:
    """A list of what a Handle iterates over (sorted, where it is a set); plain data passes through."""
    return run_in(value, _to_list, value) if isinstance(value, Handle) else value


def as_array(value: Any) -> Any:
    """``numpy.asarray`` of a Handle (a DataFrame, a tensor, a subclass); plain data passes through."""
    return run_in(value, _to_array, value) if isinstance(value, Handle) else value


def as_number(value: Any) -> Any:
    """``float`` of a Handle; plain data passes through."""
    return run_in(value, float, value) if isinstance(value, Handle) else value


def as_text(value: Any) -> Any:
    """``str`` of a Handle (a Path, an object with a text of its own); plain data passes through."""
    return run_in(value, str, value) if isinstance(value, Handle) else value


def _to_list(thing: Any) -> list[Any]:
    return sorted(thing) if isinstance(thing, set | frozenset) else list(thing)


def _to_array(thing: Any) -> Any:
    import numpy

    return numpy.array(thing, subok=False)


@dataclass
class NotRaised(Exception):
    """The call was to raise an exception of this name and raised none, or one with these names."""

    expected: str
    raised: list[str]


@dataclass
class Caught:
    """What ``raises`` caught: the exception's message, once the block is left."""

    message: str = ""


@contextmanager
def raises(name: str) -> Iterator[Caught]:
    """Passes when the student's code raises an exception of this class, or of a class derived from it."""
    caught = Caught()
    try:
        yield caught
    except AnswerError as error:
        if name not in error.types:
            raise NotRaised(name, error.types) from None
        caught.message = error.message
    else:
        raise NotRaised(name, [])
