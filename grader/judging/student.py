"""The judge's side of the pipe: a process that is asked, and handles of what stays in it.

A check holds plain data, which it may compare, or a ``Handle``, which it may only ask. A handle refuses every operator,
so that an object of the student's with a clever ``__eq__`` proves nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NoReturn

import cloudpickle
import msgpack

from grader.judging.serve import CALL_SECONDS
from grader.judging.wire import MAX_MESSAGE, WireError, unpack_plain

GRACE_SECONDS = 5.0
"""How much longer than a call's own limit the judge waits before it gives the process up."""

PATIENCE_SECONDS = 25.0
"""How long the slow calls of one exercise may take together; after that each has a second."""


class AnswerError(Exception):
    """The student's code raised. ``types`` names the exception's classes, the most special first."""

    def __init__(self, types: list[str], message: str, lines: list[str]) -> None:
        super().__init__(f"{types[0] if types else 'Exception'}: {message}")
        self.types, self.message, self.lines = types, message, lines


class AnswerMissing(Exception):
    """The student's process does not define the name that the check asks for."""


class AnswerTooSlow(Exception):
    """A call took longer than its limit, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


class AnswerTooLarge(Exception):
    """An answer is larger than a message may be."""


class AnswerOpaque(TypeError):
    """A check needs plain data, and the answer is an object of another type."""

    def __init__(self, type_name: str) -> None:
        super().__init__(type_name)
        self.type_name = type_name


class AnswererGone(Exception):
    """The process that is asked has ended, hangs, or does not speak the protocol."""


class Peer:
    """A process that serves (``grader.judging.serve``) at the other end of ``connection``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gone = False
        self._patience = PATIENCE_SECONDS

    def ask(self, **request: Any) -> Any:
        """Plain data or a Handle. Raises one of this module's exceptions when there is no answer."""
        if self._gone:
            raise AnswererGone
        seconds = min(CALL_SECONDS, self._patience)
        try:
            self._connection.send_bytes(msgpack.packb({**request, "seconds": seconds}))
            if not self._connection.poll(seconds + GRACE_SECONDS):
                raise AnswererGone
            return self._read(self._connection.recv_bytes(MAX_MESSAGE + 1))
        except AnswerTooSlow:
            self._patience = max(1.0, self._patience - seconds)
            raise
        except (OSError, EOFError, WireError, AnswererGone) as error:
            self._gone = True
            raise AnswererGone(str(error)) from None

    def _read(self, reply: bytes) -> Any:
        if reply[:1] == b"=":
            return unpack_plain(reply[1:], lambda number, name: Handle(self, number, name))
        if reply[:1] != b"!":
            raise WireError("a malformed answer")
        _raise(unpack_plain(reply[1:], lambda number, name: None))

    def pack(self, arguments: Any) -> bytes:
        """Arguments for this process, by value; its own handles by their number."""
        buffer = io.BytesIO()
        _Pickler(buffer, self).dump(arguments)
        return buffer.getvalue()

    def call(self, of: str | int, method: str | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return self.ask(do="call", of=of, method=method, **{"with": self.pack((args, kwargs))})

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run a function of the judge's own in that process."""
        return self.ask(do="run", **{"with": self.pack((function, args))})


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    def __init__(self, file: io.BytesIO, peer: Peer) -> None:
        super().__init__(file)
        self._peer = peer

    def persistent_id(self, thing: Any) -> int | None:
        if not isinstance(thing, Handle):
            return None
        peer, number, name = _inside(thing)
        if peer is not self._peer:
            raise TypeError(f"a handle of a {name} belongs to another process; ship() what it names")
        return number


def _raise(problem: Any) -> NoReturn:
    match problem:
        case {"kind": "raised", "types": list(types), "message": str(message), "lines": list(lines)}:
            if all(type(text) is str for text in [*types, *lines]):
                raise AnswerError(types, message, lines)
        case {"kind": "missing", "name": str(name)}:
            raise AnswerMissing(name)
        case {"kind": "time", "seconds": float(seconds) | int(seconds)}:
            raise AnswerTooSlow(seconds)
        case {"kind": "size", "message": str(message)}:
            raise AnswerTooLarge(message)
    raise WireError("a malformed answer")


class Handle:
    """Names an object in another process. ``h.method(…)`` and ``h(…)`` ask that process; operators raise AnswerOpaque."""

    __slots__ = ("__inside",)

    def __init__(self, peer: Peer, number: int, type_name: str) -> None:
        self.__inside = (peer, number, type_name)

    def __getattr__(self, method: str) -> Callable[..., Any]:
        if method.startswith("_"):
            raise AttributeError(method)
        peer, number, _ = _inside(self)
        return lambda *args, **kwargs: peer.call(number, method, args, kwargs)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        peer, number, _ = _inside(self)
        return peer.call(number, None, args, kwargs)

    def __repr__(self) -> str:
        return f"<{_inside(self)[2]} in another process>"

    def _refuse(self, *_: Any) -> NoReturn:
        raise AnswerOpaque(_inside(self)[2])

    __hash__ = None  # type: ignore[assignment]


_OPERATORS = """
    eq ne lt le gt ge bool len iter next contains getitem array array_ufunc array_function float int index complex round
    abs neg pos invert add radd sub rsub mul rmul matmul rmatmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow
    and rand or ror xor rxor fspath bytes
"""
for _operator in _OPERATORS.split():
    setattr(Handle, f"__{_operator}__", Handle._refuse)


def _inside(handle: Handle) -> tuple[Peer, int, str]:
    inside: tuple[Peer, int, str] = object.__getattribute__(handle, "_Handle__inside")
    return inside


class Student:
    """The student's process: ``student.f(…)`` calls their function, ``student["name"]`` is the value of their variable."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._peer.call(name, None, args, kwargs)

    def __getitem__(self, name: str) -> Any:
        return self._peer.ask(do="name", of=name)


class Fresh:
    """A clean process in which nothing of the student's is defined; files that the student made are loaded there."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    def unpickle(self, path: Any) -> Any:
        """``pickle.load`` of the file at ``path``, there."""
        return self._peer.run(_unpickle, path)


def _unpickle(path: Any) -> Any:
    import pickle

    with open(path, "rb") as file:
        return pickle.load(file)


def peer_of(process: Student | Fresh | Handle) -> Peer:
    """The process that one of the three stands for."""
    return _inside(process)[0] if isinstance(process, Handle) else process._peer
