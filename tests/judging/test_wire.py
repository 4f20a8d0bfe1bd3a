"""The wire carries plain data, unchanged, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.wire import MAX_DEPTH, MAX_MESSAGE, WireError, pack_plain, unpack_plain


class Kept(list[Any]):
    def keep(self, thing: Any) -> int:
        self.append(thing)
        return len(self) - 1


def there_and_back(value: Any) -> Any:
    return unpack_plain(pack_plain(value, Kept().keep), lambda number, name: ("handle", number, name))


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@given(plain)
def test_plain_data_arrives_as_it_was(value: Any) -> None:
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@given(st.binary(max_size=200))
def test_any_bytes_are_data_or_a_wire_error(data: bytes) -> None:
    with suppress(WireError):
        unpack_plain(data, lambda number, name: None)


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "u1", "?", "c16"])
def test_numeric_arrays_arrive_with_dtype_and_shape(dtype: str) -> None:
    array = np.arange(12).reshape(3, 4).astype(dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype
    np.testing.assert_array_equal(back, array)


def test_numpy_scalars_arrive_as_python_numbers() -> None:
    back = there_and_back([np.float64(1.5), np.bool_(True), np.int64(3)])
    assert back == [1.5, True, 3]
    assert [type(value) for value in back] == [float, bool, int]


class EqualsAll(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    "thing", [EqualsAll(1), {1, 2}, object(), np.array([object()]), np.array(["text"]), range(3), open],
    ids=["subclass", "set", "object", "object array", "text array", "range", "function"],
)  # fmt: skip
def test_everything_else_stays_behind_as_a_handle(thing: Any) -> None:
    kept = Kept()
    packed = pack_plain(thing, kept.keep)
    assert unpack_plain(packed, lambda number, name: name) == type(thing).__name__
    assert len(kept) == 1


def test_a_list_that_contains_itself_becomes_one_handle() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert there_and_back(endless)[0] == "handle"


def test_an_answer_that_is_too_large_is_refused_before_it_is_sent() -> None:
    with pytest.raises(WireError, match="larger than the limit"):
        pack_plain(bytes(MAX_MESSAGE + 1), Kept().keep)


@pytest.mark.parametrize(
    "shape", [[4], [-1], [2**40, 2**40], ["4"], 4], ids=["too long", "negative", "overflow", "text", "no list"]
)
def test_an_array_that_lies_about_its_shape_is_refused(shape: Any) -> None:
    forged = msgpack.packb(msgpack.ExtType(2, msgpack.packb(["<f8", shape, b"12345678"])))
    with pytest.raises(WireError):
        unpack_plain(forged, lambda number, name: None)


@pytest.mark.parametrize("dtype", ["|O", "<M8[ns]", "V8", "<U4", "f8,f8"])
def test_an_array_of_another_kind_than_numbers_is_refused(dtype: str) -> None:
    forged = msgpack.packb(msgpack.ExtType(2, msgpack.packb([dtype, [1], b"12345678"])))
    with pytest.raises(WireError):
        unpack_plain(forged, lambda number, name: None)


def test_tuples_nested_without_end_are_refused() -> None:
    data = msgpack.packb([1])
    for _ in range(MAX_DEPTH + 2):
        data = msgpack.packb(msgpack.ExtType(1, data))
    with pytest.raises(WireError, match="deep"):
        unpack_plain(data, lambda number, name: None)
