"""The student's side of the pipe: does what a judge asks in this process, and answers with plain data.

It runs in the student's kernel (or in a fresh process where the student's files are loaded). Nothing here is trusted:
whatever this process says is only what the student's code would have said.
"""

from __future__ import annotations

import io
import linecache
import pickle
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import reduction
from multiprocessing.connection import Connection
from typing import Any

import cloudpickle
import msgpack

from grader.judging.time_limit import TimeLimitReached, call_within
from grader.judging.wire import TooLarge, pack_plain

CALL_SECONDS = 10.0
"""How long one call may take when the judge does not say otherwise."""
SERVING = b"serving"
"""What a process says first, once it is ready to be asked."""
MAX_TEXT, MAX_CLASSES, MAX_LINES, MAX_LINE = 2000, 20, 5, 300
"""How much of an exception is told: characters of its message, classes, the student's lines, characters of one of these."""


class Missing(Exception):
    """The judge asked for a name that this process does not define."""


class Servant:
    """Answers a judge's requests from ``namespace``, and keeps the objects that the judge holds handles of."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.objects: dict[int, Any] = {}
        self.asked: set[str] = set()
        """The names that the judge asked for and found: what the answer consists of."""

    def answer(self, request: bytes) -> bytes:
        """One request in, one answer out. Only an interrupt of the user's escapes."""
        asked = msgpack.unpackb(request)
        try:
            seconds = asked.get("seconds", CALL_SECONDS)
            return b"=" + call_within(seconds, lambda: pack_plain(self._do(asked), self._keep))
        except TimeLimitReached:
            return _problem({"kind": "time"})
        except Missing:
            return _problem({"kind": "missing"})
        except TooLarge:
            return _problem({"kind": "size"})
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit and its kin are answers like any other
            return _problem(_describe(error))

    def _do(self, asked: dict[str, Any]) -> Any:
        match asked["do"]:
            case "name":
                return self._named(asked["of"])
            case "call":
                args, kwargs = self._load(asked["with"])
                return self._callee(asked)(*args, **kwargs)
            case "run":
                function, args = self._load(asked["with"])
                return function(*args)
            case "ship":
                return cloudpickle.dumps(self._named(asked["of"]))
            case "receive":
                return cloudpickle.loads(asked["what"])
        raise ValueError(f"unknown request {asked['do']}")

    def _named(self, name: str) -> Any:
        if name not in self.namespace:
            raise Missing(name)
        self.asked.add(name)
        return self.namespace[name]

    def _callee(self, asked: dict[str, Any]) -> Callable[..., Any]:
        of, method = asked["of"], asked.get("method")
        thing = self._named(of) if isinstance(of, str) else self.objects[of]
        callee: Callable[..., Any] = getattr(thing, method) if method else thing
        return callee

    def _keep(self, thing: Any) -> int:
        number = len(self.objects)
        self.objects[number] = thing
        return number

    def _load(self, data: bytes) -> Any:
        """Arguments from the judge, who is trusted here; its handles turn back into the objects that they name."""
        unpickler = pickle.Unpickler(io.BytesIO(data))
        unpickler.persistent_load = self.objects.__getitem__  # type: ignore[method-assign, assignment]
        return unpickler.load()


def serve(connection: Connection, namespace: dict[str, Any]) -> None:
    """Answer until the judge hangs up."""
    servant = Servant(namespace)
    with suppress(OSError):
        connection.send_bytes(SERVING)
    while True:
        try:
            connection.send_bytes(servant.answer(connection.recv_bytes()))
        except (EOFError, OSError):
            return


channel: Connection | None = None
"""In a sandbox's kernel: where the grader hands it the connection to each judge."""


def serve_next(namespace: dict[str, Any]) -> None:
    """Serve the judge whose connection comes next through ``channel``."""
    if channel is None:
        raise RuntimeError("no grader started this kernel")
    serve(Connection(reduction.recv_handle(channel)), namespace)


def _problem(problem: dict[str, Any]) -> bytes:
    data: bytes = msgpack.packb(problem)
    return b"!" + data


def _describe(error: BaseException) -> dict[str, Any]:
    """An exception as plain text: the full names of its classes, its message, and the student's own lines."""
    try:
        message = str(error)
    except Exception:
        message = ""
    classes = [f"{cls.__module__}.{cls.__name__}" for cls in type(error).__mro__ if cls is not object]
    return {
        "kind": "raised",
        "types": [_text(name, MAX_LINE) for name in classes[:MAX_CLASSES]],
        "message": _text(message, MAX_TEXT),
        "lines": [_text(line, MAX_LINE) for line in _own_lines(error)],
    }


def _text(text: str, length: int) -> str:
    """What of it can be sent: half of a character pair cannot."""
    return text[:length].encode("utf-8", "replace").decode()


def _own_lines(error: BaseException) -> list[str]:
    """The lines of the notebook that the exception passed through, the innermost last."""
    lines = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if is_notebook_cell(code.co_filename):
            text = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            if text:
                lines.append(f"{code.co_name}, {trace.tb_lineno}: {text}")
        trace = trace.tb_next
    return lines[-MAX_LINES:]


def is_notebook_cell(filename: str) -> bool:
    """Whether code with this file name was typed into a cell (the two forms are ipykernel's and IPython's)."""
    return "ipykernel_" in filename or filename.startswith(("<ipython-input", "<answer"))
