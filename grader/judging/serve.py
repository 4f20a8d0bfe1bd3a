"""The student's side of the pipe: does what a judge asks in this process, and answers with plain data.

It runs in the student's kernel (or in a fresh process where the student's files are loaded). Nothing here is trusted:
whatever this process says is only what the student's code would have said.
"""

from __future__ import annotations

import io
import linecache
import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import cloudpickle
import msgpack

from grader.judging.time_limit import TimeLimitReached, call_within
from grader.judging.wire import WireError, pack_plain

CALL_SECONDS = 10.0
"""How long one call may take when the judge does not say otherwise."""
_MAX_TEXT = 2000


class Missing(Exception):
    """The judge asked for a name that this process does not define."""


class Servant:
    """Answers a judge's requests from ``namespace``, and keeps the objects that the judge holds handles of."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.objects: dict[int, Any] = {}

    def answer(self, request: bytes) -> bytes:
        """One request in, one answer out. Only an interrupt of the user's escapes."""
        asked = msgpack.unpackb(request)
        try:
            result = call_within(asked.get("seconds", CALL_SECONDS), lambda: self._do(asked))
            return b"=" + pack_plain(result, self._keep)
        except TimeLimitReached:
            return _problem({"kind": "time", "seconds": asked.get("seconds", CALL_SECONDS)})
        except Missing as error:
            return _problem({"kind": "missing", "name": str(error)})
        except WireError as error:
            return _problem({"kind": "size", "message": str(error)})
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit and its kin are answers like any other
            return _problem({"kind": "raised", **_describe(error)})

    def _do(self, asked: dict[str, Any]) -> Any:
        match asked["do"]:
            case "name":
                return self._named(asked["of"])
            case "call":
                args, kwargs = self._load(asked["with"])
                return self._callee(asked)(*args, **kwargs)
            case "attribute":
                return getattr(self.objects[asked["of"]], asked["name"])
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
    while True:
        try:
            connection.send_bytes(servant.answer(connection.recv_bytes()))
        except (EOFError, OSError):
            return


def _problem(problem: dict[str, Any]) -> bytes:
    data: bytes = msgpack.packb(problem)
    return b"!" + data


def _describe(error: BaseException) -> dict[str, Any]:
    """An exception as plain text: the names of its classes, its message, and the student's own lines."""
    try:
        message = str(error)
    except Exception:
        message = ""
    return {
        "types": [cls.__name__ for cls in type(error).__mro__ if cls is not object][:20],
        "message": message[:_MAX_TEXT].encode("utf-8", "replace").decode(),
        "lines": _own_lines(error),
    }


def _own_lines(error: BaseException) -> list[str]:
    """The lines of the notebook that the exception passed through, the innermost last."""
    lines = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if is_notebook_cell(code.co_filename):
            text = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            if text:
                lines.append(f"{code.co_name}, {trace.tb_lineno}: {text[:200]}")
        trace = trace.tb_next
    return lines[-5:]


def is_notebook_cell(filename: str) -> bool:
    """Whether code with this file name was typed into a cell (the two forms are ipykernel's and IPython's)."""
    return "ipykernel_" in filename or filename.startswith(("<ipython-input", "<answer"))
