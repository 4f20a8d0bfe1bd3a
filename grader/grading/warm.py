"""The warm server: a process that has imported what notebooks need, and forks sandboxes from itself on request.

It is started with an empty environment, runs no operation of a library and has one thread, so that its forks are sound.
It forks itself once for each lesson, and there imports what only that lesson needs. All workers of a machine share one.
A sandbox is one process (its first one, which never runs a student's code) that does what its ``Sandbox`` object here
asks: start a kernel, start a clean process, say whether one is alive. When the other end of its pipe is closed, it ends
and all of its processes with it.
"""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from multiprocessing import Pipe, reduction
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import msgpack

from grader.judging import sandbox
from grader.judging.launch import STARTS_THREADS, with_used_later
from grader.judging.sandbox import Bounds, Box, Limited, Namespaces, SandboxError

PRELOADED = [
    "grader.grading.kernel",
    "ipykernel.debugger",
    "grader.judging.fresh",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "sklearn.pipeline",
    "sklearn.linear_model",
    "pandas",
    "h5py",
    "joblib",
]
"""What every kernel and every clean process finds imported."""
_THREAD_ENDS = 10.0
"""Seconds that a thread which an import started has to end."""


class Sandbox:
    """A sandbox of one submission, asked from outside.

    ``files`` is the folder whose files it finds in its home, ``imports`` are modules that its notebook will want.
    """

    def __init__(self, files: Path | None, bounds: Bounds, kind: sandbox.Level, imports: Sequence[str] = ()) -> None:
        self._lock = threading.Lock()
        self._scratch = Path(tempfile.mkdtemp(prefix="box-", dir="/tmp"))  # sockets have short names
        request = {"scratch": str(self._scratch), "bounds": asdict(bounds), "kind": kind, "imports": list(imports)}
        try:
            self.pid = self._begin(request)
            self.home = Path(self._ask(do="start", files=str(files) if files else None))
        except (SandboxError, OSError, EOFError):
            self.close()
            raise

    @property
    def kernel_sockets(self) -> Path:
        """Where a kernel's sockets are, seen from outside."""
        return self._scratch / "kernel"

    def start_kernel(self, key: bytes) -> tuple[int, Connection]:
        """A kernel: its number, and a channel over which ``give`` hands it connections."""
        here, there = Pipe()
        number: int = self._ask(do="kernel", key=key, fd=there)
        there.close()
        return number, here

    def start_fresh(self, without: list[str]) -> Connection:
        """A clean process, serving at the connection, in which the modules ``without`` cannot be imported."""
        here, there = Pipe()
        self._ask(do="fresh", without=without, fd=there)
        there.close()
        return here

    def is_alive(self, number: int) -> bool:
        try:
            return bool(self._ask(do="alive", number=number))
        except (OSError, EOFError):
            return False

    def interrupt(self, number: int) -> None:
        with suppress(OSError, EOFError):
            self._ask(do="interrupt", number=number)

    def seal(self) -> None:
        """Take the sockets of the kernel, once somebody is connected to them, out of reach of the sandbox."""
        self._ask(do="seal")

    def memory(self) -> int:
        """Bytes in use by all of its processes together."""
        return sandbox.memory_of(self.pid)

    def close(self) -> None:
        """End all of its processes, and wait until they have ended."""
        with self._lock:
            self._control.close()
        with suppress(AttributeError, ProcessLookupError):
            first = os.pidfd_open(self.pid)
            wait([first])  # ready once it has ended, and with it all the others, whether or not anybody has buried it
            os.close(first)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _begin(self, request: dict[str, Any]) -> int:
        """Have the first process forked; by another server, if the one that there was is gone."""
        try:
            return self._forked(request)
        except (OSError, EOFError):
            forget()
            return self._forked(request)

    def _forked(self, request: dict[str, Any]) -> int:
        self._control, theirs = Pipe()
        with theirs:
            socket.send_fds(requests(), [msgpack.packb(request)], [theirs.fileno()])
        pid: int = self._hear()
        return pid

    def _ask(self, fd: Connection | None = None, **request: Any) -> Any:
        with self._lock:
            self._control.send_bytes(msgpack.packb(request))
            if fd is not None:
                reduction.send_handle(self._control, fd.fileno(), 0)
            return self._hear()

    def _hear(self) -> Any:
        answer = msgpack.unpackb(self._control.recv_bytes())
        if "error" in answer:
            raise SandboxError(answer["error"])
        return answer["value"]


def give(channel: Connection, connection: Connection) -> None:
    """Hand a connection to the kernel at the other end of ``channel``, which takes it with ``serve.serve_next``."""
    reduction.send_handle(channel, connection.fileno(), 0)


_requests: tuple[int, socket.socket] | None = None
"""The process that this was made in or handed to, and where it asks the warm server for sandboxes."""


def requests() -> socket.socket:
    """Where to ask the warm server for sandboxes; any number of processes may, also while it is starting."""
    global _requests
    if _requests is None or _requests[0] != os.getpid():
        _requests = os.getpid(), _start_server()
    return _requests[1]


def use(requests: socket.socket) -> None:
    """Ask there, instead of starting a server."""
    global _requests
    _requests = os.getpid(), requests


def forget() -> None:
    """Start another server when one is needed next."""
    global _requests
    _requests = None


def _start_server() -> socket.socket:
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)  # a message arrives whole, whoever sends it
    home = Path(tempfile.mkdtemp(prefix="warm-"))
    subprocess.Popen(
        [sys.executable, "-I", "-m", __name__, str(there.fileno())],
        pass_fds=[there.fileno()],
        env=sandbox.environment(home) | _AS_IN_JUPYTER,
        cwd=home,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    there.close()
    return here


_AS_IN_JUPYTER = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # or the debugger warns on the terminal, although nobody debugs
}
_LONGEST = 2**16
"""Bytes of a request; it has the names of a lesson's imports, some paths and some numbers."""
_READY = "ready"
_MOST_LESSONS = 4
"""Lessons whose imports are kept: the lessons of an assignment, about."""


def main() -> None:
    """Serve until nobody is left to ask."""
    home = Path.cwd()
    asked = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us may have it ignored
    try:
        _serve(asked, _warm_up(PRELOADED), _Lessons())
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _warm_up(imports: Sequence[str]) -> str:
    """Import everything. Says why forks are not sound then, if they are not."""
    for name in imports:
        if name.partition(".")[0] not in STARTS_THREADS:
            with suppress(ImportError):
                importlib.import_module(name)
    for look in (sandbox.has_seccomp, sandbox.has_landlock, sandbox.visible):
        look()  # once here, not in every fork
    for thread in threading.enumerate():  # such as the timer by which matplotlib says that it looks for fonts
        if thread is not threading.main_thread():
            thread.join(_THREAD_ENDS)
    gc.collect()
    gc.freeze()  # a collection in a fork would touch, and so copy, every page
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what is forked from here
    threads = len(os.listdir("/proc/self/task"))
    return f"an import started a thread ({threads} are running)" if threads != 1 else ""


def _serve(asked: socket.socket, trouble: str, lessons: _Lessons | None = None) -> None:
    """Fork a sandbox for each request, or have it forked by the server of its lesson; or say what the trouble is."""
    while True:
        request, descriptors, _, _ = socket.recv_fds(asked, _LONGEST, 1)
        if not request:
            return
        [control] = descriptors
        with Connection(control) as answer:
            if trouble:
                answer.send_bytes(msgpack.packb({"error": trouble}))
            elif not (lessons and lessons.forward(request, control)) and os.fork() == 0:
                sandbox.close_all_but([control])
                _be_a_sandbox(msgpack.unpackb(request), answer)


class _Lessons:
    """Forks of the server that have imported what a lesson needs besides."""

    def __init__(self) -> None:
        self._servers: OrderedDict[tuple[str, ...], socket.socket | None] = OrderedDict()

    def forward(self, request: bytes, control: int) -> bool:
        """Have it done by the one of its lesson. False if there is none: nothing to import, or no sound fork after it."""
        imports = with_used_later(msgpack.unpackb(request)["imports"])
        wanted = tuple(sorted(name for name in imports if name not in sys.modules))
        if not wanted:
            return False
        for _ in range(2):
            if wanted not in self._servers:
                self._servers[wanted] = self._fork(wanted)
            self._servers.move_to_end(wanted)
            server = self._servers[wanted]
            if server is None:
                return False
            with suppress(OSError):
                socket.send_fds(server, [request], [control])
                return True
            del self._servers[wanted]  # it has ended
        return False

    def _fork(self, imports: tuple[str, ...]) -> socket.socket | None:
        while len(self._servers) >= _MOST_LESSONS:
            _, oldest = self._servers.popitem(last=False)
            if oldest:
                oldest.close()
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if os.fork() == 0:
            sandbox.close_all_but([there.fileno()])
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # an import may start a program
                trouble = _warm_up(imports)
                there.send((trouble or _READY).encode())
                if not trouble:
                    _serve(there, trouble)
            finally:
                os._exit(0)
        there.close()
        return here if here.recv(_LONGEST).decode() == _READY else None


def _be_a_sandbox(request: dict[str, Any], control: Connection) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    status = 1
    try:
        box: Box = (Namespaces if request["kind"] == "namespaces" else Limited)(
            Path(request["scratch"]), Bounds(**request["bounds"])
        )
        if first := os.fork():
            control.send_bytes(msgpack.packb({"value": first}))
            control.close()
            os.waitpid(first, 0)
        else:
            _obey(box, control)
        status = 0
    except (SandboxError, OSError) as error:
        with suppress(OSError):
            control.send_bytes(msgpack.packb({"error": str(error)}))
    finally:
        os._exit(status)


def _obey(box: Box, control: Connection) -> None:
    """Do what the sandbox's object asks, one request after another."""
    while True:
        try:
            request = msgpack.unpackb(control.recv_bytes())
            descriptor = reduction.recv_handle(control) if request["do"] in ("kernel", "fresh") else None
        except (EOFError, OSError):
            box.kill()
        try:
            answer: dict[str, Any] = {"value": _do(box, request, descriptor)}
        except (SandboxError, OSError) as error:
            answer = {"error": str(error)}
        if descriptor is not None:
            os.close(descriptor)
        control.send_bytes(msgpack.packb(answer))


def _do(box: Box, request: dict[str, Any], descriptor: int | None) -> Any:
    match request:
        case {"do": "start", "files": files}:
            box.start(Path(files) if files else None)
            return str(box.home)
        case {"do": "kernel", "key": key}:
            return box.fork(_kernel(box, key, descriptor or 0), keep=[descriptor or 0])
        case {"do": "fresh", "without": without}:
            return box.fork(_fresh(descriptor or 0, without), keep=[descriptor or 0])
        case {"do": "alive", "number": number}:
            with suppress(ChildProcessError):
                return os.waitpid(number, os.WNOHANG) == (0, 0)
            return False
        case {"do": "interrupt", "number": number}:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGINT)
        case {"do": "seal"}:
            box.seal()
    return None


def _kernel(box: Box, key: bytes, descriptor: int) -> Callable[[], None]:
    def run() -> None:
        from grader.grading import kernel
        from grader.judging import serve

        serve.channel = Connection(descriptor)
        kernel.run(box.kernel_sockets, key)

    return run


def _fresh(descriptor: int, without: list[str]) -> Callable[[], None]:
    def run() -> None:
        from grader.judging import fresh

        if not without:
            fresh.run(Connection(descriptor), [])
            return
        os.set_inheritable(descriptor, True)  # what is imported here already would hide that it is missing
        os.execv(sys.executable, [sys.executable, "-I", "-m", "grader.judging.fresh", str(descriptor), *without])

    return run


if __name__ == "__main__":
    main()
