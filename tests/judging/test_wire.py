"""The wire carries plain data, unchanged, and nothing else; and a message costs little to refuse."""

from __future__ import annotations

import collections
import enum
import struct
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.wire import MAX_ALIKE, MAX_DEPTH, MAX_ITEMS, MAX_MESSAGE, TooLarge, WireError, pack_plain, unpack_plain

TUPLE, ARRAY, BIG_INT, HANDLE = (msgpack.ExtType(code, b"") for code in range(1, 5))
HASH_MODULUS = 2**61 - 1
"""Python's integers that differ by it have the same hash."""


class Kept(list[Any]):
    def keep(self, thing: Any) -> int:
        self.append(thing)
        return len(self) - 1


def read(data: bytes) -> Any:
    return unpack_plain(data, lambda number, name: ("handle", number, name))


def forge(message: Any) -> bytes:
    packed: bytes = msgpack.packb(message)
    return packed


def there_and_back(value: Any) -> Any:
    return read(pack_plain(value, Kept().keep))


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


def same_kind(one: Any, other: Any) -> bool:
    """Whether two equal values are of the same types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return all(same_kind(a, b) for a, b in zip(one.items(), other.items(), strict=True))
    return not isinstance(one, list | tuple) or all(same_kind(a, b) for a, b in zip(one, other, strict=True))


@given(plain)
def test_plain_data_arrives_as_it_was(value: Any) -> None:
    back = there_and_back(value)
    assert back == value
    assert same_kind(back, value)


@given(st.binary(max_size=200))
def test_any_bytes_are_data_or_a_wire_error(data: bytes) -> None:
    with suppress(WireError):
        read(data)


@st.composite
def almost_messages(draw: st.DrawFn) -> bytes:
    """Valid messages with some bytes replaced, removed or put in."""
    arrays = st.lists(st.integers(0, 9)).map(np.array)
    data = bytearray(pack_plain(draw(plain | st.lists(arrays | st.builds(object))), Kept().keep))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
    return bytes(data)


def is_plain(value: Any) -> bool:
    """Whether ``value`` is of the kinds that the wire carries, and of no kind derived from them."""
    if type(value) in (list, tuple):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(is_plain(part) for item in value.items() for part in item)
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufc"
    return type(value) in (type(None), bool, int, float, str, bytes)


@given(almost_messages())
def test_a_mutated_message_is_plain_data_or_a_wire_error(data: bytes) -> None:
    with suppress(WireError):
        assert is_plain(read(data))


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", ">f8", "i8", ">u2", "u1", "?", "c16"])
def test_numeric_arrays_arrive_with_dtype_and_shape(dtype: str) -> None:
    array = np.arange(12).reshape(3, 4).astype(dtype).T
    back = there_and_back(array)
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(back, array)
    back[0] = 1  # it is the judge's own


@pytest.mark.parametrize("shape", [(), (0,), (0, 5), (1,) * 30])
def test_arrays_of_unusual_shapes_arrive(shape: tuple[int, ...]) -> None:
    assert there_and_back(np.zeros(shape)).shape == shape


def test_numpy_scalars_arrive_as_python_numbers_and_texts() -> None:
    values = [np.float64(1.5), np.bool_(True), np.int64(3), np.longdouble(0.5), np.uint64(2**64 - 1), np.str_("a")]
    back = there_and_back(values)
    assert back == [1.5, True, 3, 0.5, 2**64 - 1, "a"]
    assert [type(value) for value in back] == [float, bool, int, float, int, str]


class EqualsAll(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Number(enum.IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    "thing",
    [
        EqualsAll(1),
        Number.ONE,
        {1, 2},
        collections.OrderedDict(a=1),
        object(),
        range(3),
        open,
        1 << 13000,
        np.array([object()]),
        np.array(["text"]),
        np.array(["2026-01-01"], dtype="M8[D]"),
        np.datetime64("2026-01-01"),
        np.zeros(2, dtype="i4,f8"),
        np.zeros(2, dtype=np.longdouble),
        np.ma.array([1, 2]),
    ],
    ids=lambda thing: f"{type(thing).__name__}-{getattr(thing, 'dtype', '')}",
)
def test_everything_else_stays_behind_as_a_handle(thing: Any) -> None:
    kept = Kept()
    packed = pack_plain([thing], kept.keep)
    assert unpack_plain(packed, lambda number, name: name) == [type(thing).__name__]
    assert kept[0] is thing


def nested(depth: int, inside: Callable[[Any], Any]) -> Any:
    value = 1
    for _ in range(depth):
        value = inside(value)
    return value


ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    "value",
    [
        ENDLESS,
        nested(MAX_DEPTH + 1, lambda value: [value]),
        nested(MAX_DEPTH + 1, lambda value: (value,)),
        nested(MAX_DEPTH + 1, lambda value: {0: value}),
        {object(): 1},
        {(1, object()): 1},
        {5 + k * HASH_MODULUS: k for k in range(MAX_ALIKE + 1)},
        "\ud800",
    ],
    ids=["endless", "deep list", "deep tuple", "deep dict", "object as key", "object in a key", "keys alike", "half a pair"],
)
def test_what_the_judge_would_refuse_is_sent_as_one_handle(value: Any) -> None:
    assert there_and_back(value)[0::2] == ("handle", type(value).__name__)


@pytest.mark.parametrize(
    "value",
    [bytes(MAX_MESSAGE + 1), np.zeros(MAX_MESSAGE), [0] * MAX_ITEMS, [[]] * MAX_ITEMS],
    ids=["bytes", "array", "numbers", "lists"],
)
def test_an_answer_that_is_too_large_is_refused_before_it_is_sent(value: Any) -> None:
    with pytest.raises(TooLarge):
        pack_plain(value, Kept().keep)


@pytest.mark.parametrize(
    "shape",
    [[4], [-1], [-1, -1], [2**40, 2**40], [0, 10**18], [0, 2**26], [1] * 100, [True], ["1"], 1],
    ids=["too long", "-1", "-1 -1", "overflow", "empty 10^18", "empty 2^26", "100 dimensions", "bool", "text", "no list"],
)
def test_an_array_that_lies_about_its_shape_is_refused(shape: Any) -> None:
    body = b"" if isinstance(shape, list) and 0 in shape else b"12345678"
    with pytest.raises(WireError):
        read(forge([ARRAY, "<f8", shape, body]))


@pytest.mark.parametrize(
    "dtype", ["|O", "O", "<M8[ns]", "<m8[s]", "|V8", "|S8", "<U2", "f8,f8", "i4,f4", "(2,)f4", "<f16", "d", "float64", "", 8]
)
def test_an_array_of_another_kind_than_numbers_is_refused(dtype: Any) -> None:
    with pytest.raises(WireError):
        read(forge([ARRAY, dtype, [1], b"12345678"]))


def test_an_array_of_truth_values_holds_no_third_one() -> None:
    assert read(forge([ARRAY, "|b1", [2], b"\0\1"])).tolist() == [False, True]
    with pytest.raises(WireError):
        read(forge([ARRAY, "|b1", [2], b"\1\2"]))


MARKED = msgpack.packb(TUPLE)
DEEP = nested(MAX_DEPTH + 1, lambda value: [value])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        forge([1]) + b"\0",
        forge([1, 2])[:-1],
        forge(DEEP),
        forge(msgpack.Timestamp(1)),
        forge(msgpack.ExtType(1, b"x")),
        forge(msgpack.ExtType(5, b"")),
        MARKED,
        forge([1, TUPLE]),
        forge({"a": TUPLE}),
        forge({TUPLE: 1}),
        b"\x92\xdc\0\0" + MARKED,
        forge([TUPLE, TUPLE]),
        forge([HANDLE]),
        forge([HANDLE, True, "x"]),
        forge([HANDLE, 1, "x" * 81]),
        forge([HANDLE, 1, b"x"]),
        forge([BIG_INT, "1"]),
        forge([BIG_INT, bytes(2000)]),
        forge([ARRAY]),
        b"\x81\x90\x01",
        b"\x81\x80\x01",
        b"\xa1\xff",
    ],
)
def test_a_malformed_message_is_refused(data: bytes) -> None:
    with pytest.raises(WireError):
        read(data)


def many(count: int, item: bytes) -> bytes:
    """A list of ``count`` times the same item."""
    return b"\xdd" + struct.pack(">I", count) + item * count


PROMISES = b"\xdd\xff\xff\xff\xff"
"""The header of a list of four thousand million elements."""


@pytest.mark.parametrize(
    "data",
    [
        many(MAX_MESSAGE - 5, b"\x90"),
        many(MAX_MESSAGE - 5, b"\x80"),
        many(MAX_MESSAGE // 3 - 5, b"\xa2ab"),
        PROMISES * 400,
        b"\xdf\xff\xff\xff\xff" * 400,
        b"\xdb\xff\xff\xff\xff",
        many(10**5, MARKED),
        bytes(MAX_MESSAGE + 1),
    ],
    ids=["lists", "dicts", "texts", "promised lists", "promised dicts", "promised text", "marks", "long"],
)
def test_refusing_a_message_takes_no_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            read(data)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


HALF, QUARTER = MAX_ITEMS // 2 - 1, MAX_ITEMS // 4 - 1


@pytest.mark.parametrize(
    "data",
    [
        many(MAX_ITEMS - 1, b"\x90"),
        many(MAX_ITEMS - 1, b"\x80"),
        many(MAX_ITEMS - 1, b"\xa2ab"),
        many(MAX_ITEMS - 1, b"\xcb\x3f\xf8\0\0\0\0\0\0"),
        many(HALF, b"\x91\x90"),
        many(QUARTER, forge([HANDLE, 1, "x" * 80])),
        many(MAX_ITEMS // 7, forge([ARRAY, "|i1", [0], b""])),
        forge({k + 0.5: k + 10**6 for k in range(HALF)}),
    ],
    ids=["lists", "dicts", "texts", "floats", "nested", "handles", "arrays", "map"],
)
def test_what_a_message_becomes_is_bounded(data: bytes) -> None:
    """At most four times the largest message, whatever it holds."""
    tracemalloc.start()
    try:
        read(data)
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_MESSAGE
    finally:
        tracemalloc.stop()


def alike_integer(k: int) -> Any:
    return [BIG_INT, (5 + k * HASH_MODULUS).to_bytes(32, "big", signed=True)]


@pytest.mark.parametrize(
    "key",
    [alike_integer, lambda k: [TUPLE, alike_integer(k)], lambda k: [TUPLE, [TUPLE, alike_integer(k), 1]], lambda k: 7],
    ids=["integers", "tuples", "tuples of tuples", "the same"],
)
def test_keys_made_to_collide_are_refused_and_not_compared(key: Callable[[int], Any]) -> None:
    """A dictionary of a hundred thousand of them would take minutes to build."""
    count = 50_000
    body = b"".join(forge(key(k)) + b"\1" for k in range(count))
    with pytest.raises(WireError, match="alike"):
        read(b"\xdf" + struct.pack(">I", count) + body)
