"""What a check module imports: the sentences of a check, and ways to ask the student's process."""

from __future__ import annotations

import builtins
import math
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from grader.judging.disk import Disk
from grader.judging.student import AnswerError, Fresh, Handle, Student, peer_of
from grader.languages import LANGUAGES

__all__ = [
    "AnswerError",
    "Disk",
    "Fresh",
    "Handle",
    "NotRaised",
    "ProgramMissing",
    "Student",
    "advises",
    "as_array",
    "as_list",
    "as_number",
    "as_text",
    "attribute",
    "program",
    "raises",
    "run_in",
    "says",
    "ship",
]

Check = TypeVar("Check", bound=Callable[..., Any])


def says(*, weight: float = 1, **sentence: str) -> Callable[[Check], Check]:
    """The criterion, in every language: a sentence that is true of a right answer. ``weight`` is its share of the points.

    A check with parameters is one criterion still: it passes when it passes for all of them, and weighs as one.
    """
    if not (type(weight) in (int, float) and math.isfinite(weight) and weight > 0):
        raise ValueError(f"says: weight is {weight!r}; it must be a number greater than 0")
    if missing := [lang for lang in LANGUAGES if not sentence.get(lang, "").strip()]:
        raise ValueError(f"says: the sentence is missing in {', '.join(missing)}; write it in every language")

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
    function = _only(bytes, peer_of(student).ask(do="ship", of=name))
    shipped: Handle = _only(Handle, peer_of(to).ask(do="receive", what=function))
    return shipped


def attribute(handle: Handle, name: str) -> Any:
    """The attribute ``name`` of what the handle names."""
    if name.startswith("_"):
        raise ValueError(f"{name} is private")
    return run_in(handle, getattr, handle, name)


@dataclass
class ProgramMissing(Exception):
    """The machine of the judge lacks a program that its checks run; ``lacking`` says so in every language."""

    name: str
    lacking: dict[str, str]


def program(name: str, **lacking: str) -> str:
    """The path of a program that the judge itself runs, on plain data. Where there is none, the exercise has no points but
    one sentence, ``lacking``: what is missing and how to get it. Grading stops there, rather than give other points.
    """
    if missing := [lang for lang in LANGUAGES if not lacking.get(lang, "").strip()]:
        raise ValueError(f"program: the sentence is missing in {', '.join(missing)}; write it in every language")
    if found := shutil.which(name):
        return found
    raise ProgramMissing(name, lacking)


# What these give is of the kind that their name says, whatever the other process answers: NumPy finds an empty array
# close to any number.


def as_list(value: Any) -> list[Any]:
    """A list of what a Handle iterates over (sorted, where it is a set), of a list, a tuple or an array."""
    if isinstance(value, Handle):
        value = run_in(value, _to_list, value)
    if isinstance(value, np.ndarray):
        value = value.tolist()
    return list(_only((list, tuple), value))


def as_array(value: Any) -> np.ndarray:
    """``numpy.asarray`` of a Handle (a DataFrame, a tensor, a subclass) or of plain data: always an array of numbers."""
    if isinstance(value, Handle):
        value = _only(np.ndarray, run_in(value, _to_array, value))
    array = np.asarray(value)
    if array.dtype.kind not in "biufc":
        raise TypeError(f"an array of {array.dtype} holds no numbers")
    return array


def as_number(value: Any) -> float:
    """``float`` of a Handle, of a number, or of an array that holds a single one."""
    if isinstance(value, Handle):
        value = run_in(value, float, value)
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    return _only((int, float), value)


def as_text(value: Any) -> str:
    """``str`` of a Handle (a Path, an object with a text of its own), or a text."""
    return str(_only(str, run_in(value, str, value) if isinstance(value, Handle) else value))


def _only(kind: type | tuple[type, ...], value: Any) -> Any:
    """``value``, if it is of this kind."""
    if isinstance(value, kind):
        return value
    if isinstance(value, Handle):
        value._refuse()
    raise TypeError(f"a {type(value).__name__} is of another kind")


def _to_list(thing: Any) -> list[Any]:
    if isinstance(thing, set | frozenset):
        return sorted(thing)
    return thing.tolist() if hasattr(thing, "tolist") else list(thing)


def _to_array(thing: Any) -> Any:
    import numpy

    array = numpy.array(thing, subok=False)
    return array.astype(float) if array.dtype.char == "g" else array


@dataclass
class NotRaised(Exception):
    """The call was to raise an exception of this name and raised none, or one with these names (``module.name``)."""

    expected: str
    raised: list[str]


@dataclass
class Caught:
    """What ``raises`` caught: the exception's message, once the block is left."""

    message: str = ""


@contextmanager
def raises(kind: str | type[BaseException]) -> Iterator[Caught]:
    """Passes when the student's code raises an exception of this class, or of a class derived from it.

    The class itself, or its name, where it is the student's own. A name that Python has is Python's class: a class of the
    student's that is merely called ``ValueError`` is none. (Which classes it was, the student's process says.)
    """
    caught = Caught()
    name = kind if isinstance(kind, str) else kind.__name__
    try:
        yield caught
    except AnswerError as error:
        if not _is_among(kind, error.types):
            raise NotRaised(name, error.types) from None
        caught.message = error.message
    else:
        raise NotRaised(name, [])


def _is_among(kind: str | type[BaseException], types: list[str]) -> bool:
    if isinstance(kind, type):
        return f"{kind.__module__}.{kind.__name__}" in types
    if hasattr(builtins, kind):
        return f"builtins.{kind}" in types
    return any(name.rpartition(".")[2] == kind for name in types)
