"""What crosses the pipe between a judge and a student's process: msgpack, plain data and nothing else.

From the student to the judge travel None, bool, int, float, str, bytes, list, tuple, dict and numeric NumPy arrays, each
of exactly that type. Whatever else the student's code gave back stays where it is and is named by a handle: an integer
and the name of its type. Nothing in this direction is ever unpickled.

What msgpack has no word for is a list that begins with a mark: ``[mark, …]``. A message is measured before anything of it
is built, so that what it may cost is known before it costs it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

MAX_MESSAGE = 32 * 2**20
"""Bytes. Larger answers are refused on both sides."""
MAX_ITEMS = 2**19
"""Values in a message, each list and each of its elements counted; an array's numbers are one value."""
MAX_DEPTH = 64
"""Lists, tuples and dictionaries inside each other."""
MAX_ALIKE = 64
"""Keys of one dictionary that share a hash: more of them are made so, to keep whoever builds it busy for hours."""
MAX_NAME = 80
"""Characters of a type's name."""

_TUPLE, _ARRAY, _BIG_INT, _HANDLE = range(1, 5)
_MAX_INT_BYTES = 1500
_DTYPES = frozenset(dtype.str for code in "?bBhHiIlLqQefdFD" for dtype in (np.dtype(code), np.dtype(code).newbyteorder("S")))
"""What an array may hold: numbers that mean the same on every machine. Dates and texts stay behind, as objects do."""


class WireError(Exception):
    """A message that is malformed, too large or too deep."""


class TooLarge(WireError):
    """An answer that is well-formed and holds more than a message may."""


@dataclass(frozen=True)
class _Mark:
    """What a list begins with that stands for something else."""

    code: int


def pack_plain(value: Any, keep: Callable[[Any], int]) -> bytes:
    """Encode ``value``; ``keep`` stores whatever is not plain data and gives back its handle.

    What cannot be encoded at all, such as a list that contains itself, becomes one handle as a whole.
    """
    try:
        data = _pack(value, keep)
        unpack_plain(data, _unhashable)  # what the judge would refuse is not sent
    except TooLarge:
        raise
    except (WireError, ValueError, OverflowError, RecursionError):
        data = _pack(_handle(value, keep), keep)
    return data


def _pack(value: Any, keep: Callable[[Any], int]) -> bytes:
    def other(thing: Any) -> Any:
        if type(thing) is tuple:
            return [_mark(_TUPLE), *thing]
        if type(thing) is int:
            size = thing.bit_length() // 8 + 1
            return [_mark(_BIG_INT), thing.to_bytes(size, "big", signed=True)] if size <= _MAX_INT_BYTES else handle(thing)
        if isinstance(thing, np.generic) and type(thing).__module__ == "numpy":
            return _number_or_text(thing, handle)
        if type(thing) is np.ndarray and thing.dtype.str in _DTYPES:
            if thing.nbytes > MAX_MESSAGE:
                raise TooLarge(f"an array of {thing.nbytes} bytes is larger than the limit of {MAX_MESSAGE}")
            return [_mark(_ARRAY), thing.dtype.str, list(thing.shape), thing.tobytes()]
        return handle(thing)

    def handle(thing: Any) -> Any:
        return _handle(thing, keep)

    packed: bytes = msgpack.packb(value, strict_types=True, default=other)
    return packed


def _number_or_text(thing: np.generic, handle: Callable[[Any], Any]) -> Any:
    """A NumPy scalar as Python's own type of the same meaning, where there is one."""
    if thing.dtype.kind == "f":
        return float(thing)
    return thing.item() if thing.dtype.kind in "biuUS" else handle(thing)


def _mark(code: int) -> msgpack.ExtType:
    return msgpack.ExtType(code, b"")


def _handle(thing: Any, keep: Callable[[Any], int]) -> list[Any]:
    return [_mark(_HANDLE), keep(thing), type(thing).__name__[:MAX_NAME]]


def _unhashable(number: int, name: str) -> list[Any]:
    return []


def unpack_plain(data: bytes, handle: Callable[[int, str], Any]) -> Any:
    """Decode a message; ``handle(number, type_name)`` stands for what stayed behind.

    Raises WireError for anything that ``pack_plain`` would not have written.
    """
    try:
        _measure(data)
        return msgpack.unpackb(
            data,
            ext_hook=lambda code, _: _Mark(code),
            list_hook=lambda items: _listed(items, handle),
            object_pairs_hook=_mapped,
            strict_map_key=False,
        )
    except WireError:
        raise
    except Exception as error:  # msgpack, Unicode, hashing: all of it is one malformed message
        raise WireError(f"a malformed message ({type(error).__name__})") from None


def _listed(items: list[Any], handle: Callable[[int, str], Any]) -> Any:
    """What a list stands for."""
    if not items or type(items[0]) is not _Mark:
        return items
    match items[0].code, items[1:]:
        case code, rest if code == _TUPLE:
            return tuple(rest)
        case code, [bytes(digits)] if code == _BIG_INT and len(digits) <= _MAX_INT_BYTES:
            return int.from_bytes(digits, "big", signed=True)
        case code, [str(dtype), list(shape), bytes(body)] if code == _ARRAY:
            return _array(dtype, shape, body)
        case code, [number, str(name)] if code == _HANDLE and type(number) is int and len(name) <= MAX_NAME:
            return handle(number, name)
    raise WireError("a message holds something that is not plain data")


def _mapped(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    if len(pairs) > MAX_ALIKE and max(Counter(hash(key) for key, _ in pairs).values()) > MAX_ALIKE:
        raise WireError("the keys of a dictionary are all alike")
    return dict(pairs)


def _array(dtype: str, shape: list[Any], body: bytes) -> np.ndarray:
    """Also with a dimension of 0, the others are no larger than a message: whoever sums over it makes them."""
    if dtype not in _DTYPES or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("a malformed array")
    size = np.dtype(dtype).itemsize
    if math.prod(shape) * size != len(body) or math.prod(n or 1 for n in shape) * size > MAX_MESSAGE:
        raise WireError("an array whose size does not match its shape")
    if dtype == "|b1" and body.strip(b"\0\1"):
        raise WireError("an array of truth values that are neither true nor false")
    return np.frombuffer(body, dtype=dtype).reshape(shape).copy()


@dataclass(frozen=True)
class _Token:
    """What the first byte of a value says: how many bytes hold its length, and what one of that length is."""

    width: int = 0
    bytes: int = 0
    children: int = 0


def _token(code: int) -> _Token | None:
    """msgpack's table of first bytes; None for those that ``pack_plain`` never writes."""
    if code < 0x80 or code >= 0xE0 or code in (0xC0, 0xC2, 0xC3):
        return _Token()
    if code < 0x90:
        return _Token(children=2 * (code & 0x0F))
    if code < 0xA0:
        return _Token(children=code & 0x0F)
    if code < 0xC0:
        return _Token(bytes=code & 0x1F)
    numbers = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
    texts = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
    lists, dicts = {0xDC: 2, 0xDD: 4}, {0xDE: 2, 0xDF: 4}
    if code in numbers:
        return _Token(bytes=numbers[code])
    if code in texts:
        return _Token(texts[code], bytes=1)
    if code in lists:
        return _Token(lists[code], children=1)
    return _Token(dicts[code], children=2) if code in dicts else None


_TOKENS = [_token(code) for code in range(256)]
_LISTS = frozenset([*range(0x90, 0xA0), 0xDC, 0xDD])
_MARKS = frozenset(bytes([0xC7, 0, code]) for code in (_TUPLE, _ARRAY, _BIG_INT, _HANDLE))


def _measure(data: bytes) -> None:
    """Raise WireError unless ``data`` is one value within the limits; nothing of it is built to find that out."""
    if len(data) > MAX_MESSAGE:
        raise TooLarge(f"a message of {len(data)} bytes is larger than the limit of {MAX_MESSAGE}")
    position = 0
    items, lacking = 1, [1]  # all values promised so far, and how many each open container still lacks
    begins = False  # whether the next value is the first of a list, where a mark may stand
    while lacking:
        if not lacking[-1]:
            lacking.pop()
            continue
        lacking[-1] -= 1
        code = data[position]
        token = _TOKENS[code]
        if token is None:
            if not begins or data[position : position + 3] not in _MARKS:
                raise WireError("a message holds something that is not plain data")
            position += 3
            begins = False
            continue
        count = int.from_bytes(data[position + 1 : position + 1 + token.width], "big") if token.width else 1
        position += 1 + token.width + count * token.bytes
        begins = False
        if children := count * token.children:
            begins = code in _LISTS
            items += children
            lacking.append(children)
            if items > MAX_ITEMS:
                raise TooLarge(f"a message holds more than {MAX_ITEMS} values")
            if len(lacking) > MAX_DEPTH + 1:
                raise WireError("a message is too deep")
    if position != len(data):
        raise WireError("a message is longer or shorter than what it holds")
