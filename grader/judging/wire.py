"""What crosses the pipe between a judge and a student's process: msgpack, plain data and nothing else.

From the student to the judge travel None, bool, int, float, str, bytes, list, tuple, dict and numeric NumPy arrays, each
of exactly that type. Whatever else the student's code gave back stays where it is and is named by a handle: an integer
and the name of its type. Nothing in this direction is ever unpickled.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np

MAX_MESSAGE = 32 * 2**20
"""Bytes. Larger answers are refused on both sides."""
MAX_DEPTH = 32
"""Levels of tuples and arrays inside each other; lists and dictionaries have msgpack's own limit."""

_TUPLE, _ARRAY, _BIG_INT, _HANDLE = 1, 2, 3, 4
_NUMERIC = frozenset("biufc")
_MAX_INT_DIGITS = 4000


class WireError(Exception):
    """A message that is malformed, too large or too deep."""


def pack_plain(value: Any, keep: Callable[[Any], int]) -> bytes:
    """Encode ``value``; ``keep`` stores whatever is not plain data and gives back its handle.

    What cannot be encoded at all, such as a list that contains itself, becomes one handle as a whole.
    """
    try:
        data = _pack(value, keep, depth=0)
    except (ValueError, OverflowError, RecursionError, UnicodeEncodeError):
        data = _pack(_handle(value, keep), keep, depth=0)
    if len(data) > MAX_MESSAGE:
        raise WireError(f"an answer of {len(data)} bytes is larger than the limit of {MAX_MESSAGE}")
    return data


def _pack(value: Any, keep: Callable[[Any], int], depth: int) -> bytes:
    def other(thing: Any) -> Any:
        if depth > MAX_DEPTH:
            raise ValueError("too deep")
        if type(thing) is tuple:
            return msgpack.ExtType(_TUPLE, _pack(list(thing), keep, depth + 1))
        if type(thing) is int:
            if thing.bit_length() > 3 * _MAX_INT_DIGITS:
                return _handle(thing, keep)
            return msgpack.ExtType(_BIG_INT, str(thing).encode())
        if isinstance(thing, np.generic) and type(thing).__module__ == "numpy" and thing.dtype.kind in "biuf":
            return thing.item()
        if type(thing) is np.ndarray and thing.dtype.kind in _NUMERIC:
            parts = [thing.dtype.str, list(thing.shape), np.ascontiguousarray(thing).tobytes()]
            return msgpack.ExtType(_ARRAY, msgpack.packb(parts))
        return _handle(thing, keep)

    packed: bytes = msgpack.packb(value, strict_types=True, default=other)
    return packed


def _handle(thing: Any, keep: Callable[[Any], int]) -> msgpack.ExtType:
    return msgpack.ExtType(_HANDLE, msgpack.packb([keep(thing), type(thing).__name__[:80]]))


def unpack_plain(data: bytes, handle: Callable[[int, str], Any]) -> Any:
    """Decode a message; ``handle(number, type_name)`` stands for what stayed behind.

    Raises WireError for anything that ``pack_plain`` would not have written.
    """
    if len(data) > MAX_MESSAGE:
        raise WireError("a message is too large")
    try:
        return _unpack(data, handle, depth=0)
    except WireError:
        raise
    except Exception as error:  # msgpack, struct, Unicode, hashing: all of it is one malformed message
        raise WireError(f"a malformed message: {error}") from None


def _unpack(data: bytes, handle: Callable[[int, str], Any], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("a message is too deep")

    def extension(code: int, body: bytes) -> Any:
        if code == _TUPLE:
            return tuple(_unpack(body, handle, depth + 1))
        if code == _BIG_INT and len(body) <= _MAX_INT_DIGITS:
            return int(body)
        if code == _ARRAY:
            return _array(*msgpack.unpackb(body))
        if code == _HANDLE:
            number, name = msgpack.unpackb(body)
            if type(number) is int and type(name) is str and len(name) <= 80:
                return handle(number, name)
        raise WireError("a message holds something that is not plain data")

    return msgpack.unpackb(data, ext_hook=extension, strict_map_key=False)


def _array(dtype_name: Any, shape: Any, body: Any) -> np.ndarray:
    if not (type(dtype_name) is str and len(dtype_name) <= 8 and type(shape) is list and type(body) is bytes):
        raise WireError("a malformed array")
    dtype = np.dtype(dtype_name)
    if dtype.kind not in _NUMERIC or len(shape) > MAX_DEPTH or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("a malformed array")
    if math.prod(shape) * dtype.itemsize != len(body):
        raise WireError("an array whose size does not match its shape")
    return np.frombuffer(body, dtype=dtype).reshape(shape).copy()
