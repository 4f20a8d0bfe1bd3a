"""The judge's side of the pipe: a process that is asked, and handles of what stays in it.

A check holds plain data, which it may compare, or a ``Handle``, which it may only ask. A handle refuses every operator,
so that an object of the student's with a clever ``__eq__`` proves nothing.
"""

from __future__ import annotations

import io
import threading
import time
import types
from collections import ChainMap
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, ClassVar, NoReturn, TypeVar

import cloudpickle
import msgpack

from grader.judging.serve import CALL_SECONDS, MAX_CLASSES, MAX_LINE, MAX_LINES, MAX_TEXT, SERVING
from grader.judging.wire import MAX_MESSAGE, WireError, unpack_plain

T = TypeVar("T")

GRACE_SECONDS = 5.0
"""How much longer than a call's own limit the judge waits before it gives the process up."""
START_SECONDS = 60.0
"""How long a process may take until it serves."""


@dataclass
class Patience:
    """Seconds that the processes of one judging have left, all of them together."""

    calls: float = 75.0
    """For all calls; when it is used up, no more are made."""
    slow_calls: float = 25.0
    """For calls that reach their limit; after that each has a second, so that one endless loop leaves time for the rest."""

    def for_a_call(self) -> float:
        if self.calls <= 0:
            raise NoTimeLeft
        return max(1.0, min(CALL_SECONDS, self.slow_calls))


class AnswerError(Exception):
    """The student's code raised. ``types`` names the exception's classes as ``module.name``, the most special first.

    The names are what the student's process says they are.
    """

    def __init__(self, types: list[str], message: str, lines: list[str]) -> None:
        super().__init__(message)
        self.types, self.message, self.lines = types, message, lines


class AnswerMissing(Exception):
    """The student's process does not define the name that the check asks for."""


class AnswerTooSlow(Exception):
    """A call took longer than its limit, in seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


class NoTimeLeft(Exception):
    """The calls of this judging have used up the time of them all."""


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
    """A process that serves (``grader.judging.serve``) at the other end of ``connection``.

    Nothing that it does keeps the judge waiting beyond ``patience``, or makes it hold more than a message.
    """

    def __init__(self, connection: Connection, patience: Patience | None = None) -> None:
        self._connection = connection
        self._patience = patience or Patience()
        self._gone = False

    def meet(self) -> Peer:
        """Wait until the process serves. If it never does, every question to it finds nobody."""
        try:
            self._gone = _within(START_SECONDS, lambda: self._connection.recv_bytes(len(SERVING))) != SERVING
        except (OSError, EOFError):  # TimeoutError is an OSError
            self._gone = True
        return self

    def ask(self, **request: Any) -> Any:
        """Plain data or a Handle. Raises one of this module's exceptions when there is no answer."""
        if self._gone:
            raise AnswererGone
        seconds = self._patience.for_a_call()
        data = msgpack.packb({**request, "seconds": seconds})
        started = time.monotonic()
        try:
            kind, answer = _within(seconds + GRACE_SECONDS, lambda: self._exchange(data))
        except (OSError, EOFError, MemoryError, WireError) as error:
            self._gone = True
            raise AnswererGone(str(error)) from None
        finally:
            self._patience.calls -= time.monotonic() - started
        match kind:
            case "raised":
                raise answer
            case "missing":
                raise AnswerMissing(str(request.get("of", "")))
            case "time":
                self._patience.slow_calls -= seconds
                raise AnswerTooSlow(seconds)
            case "size":
                raise AnswerTooLarge
        return answer

    def _exchange(self, request: bytes) -> tuple[str, Any]:
        """One request and its answer: the answer's kind, and what comes with it."""
        if self._connection.poll():
            raise WireError("an answer that nobody asked for")
        self._connection.send_bytes(request)
        reply = self._connection.recv_bytes(1 + MAX_MESSAGE)
        kind, body = reply[:1], reply[1:]
        if kind == b"=":
            return "value", unpack_plain(body, lambda number, name: Handle(self, number, name))
        if kind == b"!":
            return _problem(unpack_plain(body, lambda number, name: None))
        raise WireError("a malformed answer")

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


def _anonymous(code: types.CodeType) -> Any:
    """The code of a check's function, without the name of its file: a student's function can look at who called it."""
    return cloudpickle.Pickler.dispatch_table[types.CodeType](code.replace(co_filename="<check>"))


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    dispatch_table: ClassVar = ChainMap({types.CodeType: _anonymous}, cloudpickle.Pickler.dispatch_table)

    def __init__(self, file: io.BytesIO, peer: Peer) -> None:
        super().__init__(file)
        self._peer = peer

    def persistent_id(self, thing: Any) -> int | None:
        if isinstance(thing, Peer | Student | Fresh):
            raise TypeError("a process is the judge's own; give the function a handle of what is in it")
        if not isinstance(thing, Handle):
            return None
        peer, number, name = _inside(thing)
        if peer is not self._peer:
            raise TypeError(f"a handle of a {name} belongs to another process; ship() what it names")
        return number


def _within(seconds: float, exchange: Callable[[], T]) -> T:
    """What ``exchange()`` gives; raises TimeoutError when it takes longer, and leaves it to itself."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(exchange())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(seconds)


def _problem(told: Any) -> tuple[str, Any]:
    """What the other process says in the place of an answer. Its texts are cut to what a card has room for; how long a
    call may take and what was asked for, the judge knows by itself."""
    match told:
        case {"kind": "time" | "missing" | "size" as kind}:
            return kind, None
        case {"kind": "raised" as kind, "types": list(types), "message": str(message), "lines": list(lines)}:
            if all(type(text) is str for text in [*types, *lines]):
                names = [name[:MAX_LINE] for name in types[:MAX_CLASSES]]
                return kind, AnswerError(names, message[:MAX_TEXT], [line[:MAX_LINE] for line in lines[:MAX_LINES]])
    raise WireError("a malformed answer")


class Handle:
    """Names an object in another process. ``h.method(…)`` and ``h(…)`` ask that process; operators raise AnswerOpaque.

    It has no text, no copy and no pickle either: what it names is asked for with ``grader.judging.api``, or not at all.
    """

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
    eq ne lt le gt ge bool len iter next reversed contains getitem setitem delitem array array_ufunc array_function
    float int index complex round trunc floor ceil abs neg pos invert divmod rdivmod
    add radd sub rsub mul rmul matmul rmatmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow
    and rand or ror xor rxor lshift rlshift rshift rrshift
    str format fspath bytes reduce reduce_ex copy deepcopy enter exit
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
        """What the pickle in the file at ``path`` gives, there."""
        return self._peer.run(_unpickle, path)


def _unpickle(path: Any) -> Any:
    import pathlib
    import pickle

    return pickle.loads(pathlib.Path(path).read_bytes())


def peer_of(process: Student | Fresh | Handle) -> Peer:
    """The process that one of the three stands for."""
    return _inside(process)[0] if isinstance(process, Handle) else process._peer
