"""A handle proves nothing: whatever is done with it but asking raises, and asks nobody."""

from __future__ import annotations

import copy
import json
import math
import operator
import pickle
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pandas as pd
import pytest

from grader.judging import api
from grader.judging.student import AnswerOpaque, Fresh, Handle, Peer, Student


@pytest.fixture
def ends() -> Iterator[tuple[Connection, Connection]]:
    here, there = Pipe()
    yield here, there
    here.close()
    there.close()


@pytest.fixture
def handle(ends: tuple[Connection, Connection]) -> Iterator[Handle]:
    yield Handle(Peer(ends[0]), 7, "Clever")
    assert not ends[1].poll(), "somebody asked the student's process"


TRIES: dict[str, Callable[[Any], Any]] = {
    "==": lambda h: h == 1,
    "== itself": lambda h: h == h,
    "!=": lambda h: h != 1,
    "1 ==": lambda h: 1 == h,  # noqa: SIM300
    "in a list": lambda h: [h] == [1],
    "in a tuple": lambda h: (1, h) == (1, 2),
    "in a dict": lambda h: {"a": h} == {"a": 1},
    "<": lambda h: h < 1,
    "truth": lambda h: not h,
    "all": lambda h: all([h]),
    "all of it": lambda h: all(h),
    "any": lambda h: any([h]),
    "len": len,
    "list": list,
    "unpacking": lambda h: [*h],
    "reversed": reversed,
    "sum": sum,
    "max": lambda h: max(h, 1),
    "sorted": lambda h: sorted([h, 1]),
    "in it": lambda h: 1 in h,
    "it in": lambda h: h in [1],
    "item": lambda h: h[0],
    "float": float,
    "int": int,
    "complex": complex,
    "round": round,
    "abs": abs,
    "divmod": lambda h: divmod(h, 2),
    "difference": lambda h: abs(h - 1) < 2,
    "isclose": lambda h: math.isclose(h, 1),
    "floor": math.floor,
    "str": str,
    "f-string": lambda h: f"{h}",
    "format": lambda h: f"{h:.2f}",
    "join": lambda h: ",".join([h]),
    "json": json.dumps,
    "hash": hash,
    "set": lambda h: {h},
    "key": lambda h: {h: 1},
    "bytes": bytes,
    "path": lambda h: Path(h),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": pickle.dumps,
    "cloudpickle": cloudpickle.dumps,
    "pickled in a function": lambda h: cloudpickle.dumps(lambda: h),
    "index": lambda h: [1, 2][h],
    "range": range,
    "with": lambda h: h.__enter__(),
    "private": lambda h: h._private,
    "dunder": lambda h: h.__array__(),
    "dict of it": lambda h: h.__dict__,
    "getattr": lambda h: operator.attrgetter("_x")(h),
    "attribute": lambda h: api.attribute(h, "_private"),
    "attribute of its class": lambda h: api.attribute(h, "__class__"),
    "set attribute": lambda h: setattr(h, "x", 1),
    "np.array": lambda h: np.testing.assert_array_equal(np.array(h), np.array(1)),
    "np.asarray of a list": lambda h: np.testing.assert_array_equal(np.asarray([h]), [1]),
    "assert_array_equal": lambda h: np.testing.assert_array_equal(h, [1, 2]),
    "assert_array_equal reversed": lambda h: np.testing.assert_array_equal([1, 2], h),
    "assert_array_equal scalar": lambda h: np.testing.assert_array_equal(h, 1),
    "assert_array_equal itself": lambda h: np.testing.assert_array_equal(h, h),
    "assert_allclose": lambda h: np.testing.assert_allclose(h, [1, 2]),
    "assert_allclose in a list": lambda h: np.testing.assert_allclose([h], [1]),
    "assert_almost_equal": lambda h: np.testing.assert_almost_equal(h, 1),
    "assert_equal": lambda h: np.testing.assert_equal(h, 1),
    "assert_equal in a list": lambda h: np.testing.assert_equal([h], [1]),
    "assert_string_equal": lambda h: np.testing.assert_string_equal(h, "x"),
    "assert_array_less": lambda h: np.testing.assert_array_less(h, 1),
    "np.isclose": lambda h: np.isclose(h, 1),
    "np.allclose": lambda h: np.allclose(h, 1),
    "np.array_equal": lambda h: np.array_equal(h, [1]),
    "np.array_equiv": lambda h: np.array_equiv([1], h),
    "np.sum": lambda h: np.sum(h) == 1,
    "np.mean": np.mean,
    "ufunc": lambda h: np.add(h, 1),
    "matmul": lambda h: np.ones((2, 2)) @ h,
    "comparison of arrays": lambda h: (np.ones(2) == h).all(),
    "pd.Series": lambda h: pd.testing.assert_series_equal(pd.Series([h]), pd.Series([1])),
    "pd.DataFrame": lambda h: pd.testing.assert_frame_equal(h, pd.DataFrame({"a": [1]})),
    "approx": lambda h: h == pytest.approx(1),
    "approx reversed": lambda h: pytest.approx(1) == h,
}


@pytest.mark.parametrize("use", TRIES.values(), ids=TRIES)
def test_a_handle_is_refused(handle: Handle, use: Callable[[Any], Any]) -> None:
    with pytest.raises((TypeError, AttributeError, ValueError, AssertionError)):
        use(handle)


def test_a_handle_can_be_shown_and_says_its_type(handle: Handle) -> None:
    assert repr(handle) == "<Clever in another process>"


def test_a_handle_goes_back_to_its_own_process_as_its_number_and_to_no_other(handle: Handle) -> None:
    peer = api.peer_of(handle)
    assert b"Clever" not in peer.pack(([handle], {}))
    with pytest.raises(TypeError, match="another process"):
        Peer(None).pack(handle)  # type: ignore[arg-type]


def test_the_judge_s_own_processes_are_not_sent(handle: Handle) -> None:
    peer = api.peer_of(handle)
    for own in (peer, Student(peer), Fresh(peer)):
        with pytest.raises(TypeError, match="judge's own"):
            peer.pack([own])


class Answering:
    """A peer in whose place the test answers."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        return self._answer

    def ask(self, **request: Any) -> Any:
        return self._answer


FORGED = [
    None,
    True,
    1,
    1.5,
    "1",
    b"1",
    [],
    [1.0],
    (),
    {},
    {"a": 1},
    np.array([]),
    np.ones((0, 3)),
    np.ones(3),
    np.array("1"),
]


@pytest.mark.parametrize(
    ("ask", "kind"),
    [(api.as_list, list), (api.as_array, np.ndarray), (api.as_number, (int, float)), (api.as_text, str)],
    ids=["as_list", "as_array", "as_number", "as_text"],
)
@pytest.mark.parametrize("answer", FORGED, ids=repr)
@pytest.mark.parametrize("through_handle", [True, False])
def test_what_is_asked_for_is_of_its_kind_whatever_comes_back(
    ask: Callable[[Any], Any], kind: Any, answer: Any, through_handle: bool
) -> None:
    value = Handle(Answering(answer), 1, "X") if through_handle else answer  # type: ignore[arg-type]
    try:
        result = ask(value)
    except TypeError:
        return
    assert isinstance(result, kind)
    assert not isinstance(result, np.ndarray) or result.dtype.kind in "biufc"


def test_a_handle_in_the_place_of_data_is_opaque() -> None:
    stubborn = Handle(Answering(None), 1, "Stubborn")  # type: ignore[arg-type]
    object.__getattribute__(stubborn, "_Handle__inside")[0]._answer = stubborn
    for ask in (api.as_list, api.as_array, api.as_number, api.as_text):
        with pytest.raises(AnswerOpaque, match="Stubborn"):
            ask(stubborn)


@pytest.mark.parametrize("value", [np.array(2.0), np.array([2]), np.ones((1, 1)) * 2, 2, 2.0])
def test_a_number_may_come_as_an_array_that_holds_one(value: Any) -> None:
    assert api.as_number(value) == 2


def test_lists_tuples_and_arrays_are_lists() -> None:
    assert api.as_list((1, 2)) == api.as_list([1, 2]) == api.as_list(np.array([1, 2])) == [1, 2]
    assert api.as_array([1, 2]).tolist() == [1, 2]


@pytest.mark.parametrize("what", [None, 1, "text", [b""], Handle(Answering(1), 1, "X")])  # type: ignore[arg-type]
def test_only_bytes_are_shipped_and_only_a_handle_is_called(what: Any) -> None:
    with pytest.raises(TypeError):
        api.ship(Student(Answering(what)), "f", to=Fresh(Answering(Handle(Answering(1), 1, "X"))))  # type: ignore[arg-type]
    if not isinstance(what, Handle):
        with pytest.raises(TypeError):
            api.ship(Student(Answering(b"")), "f", to=Fresh(Answering(what)))  # type: ignore[arg-type]
