"""The warm server: a process that has imported what notebooks need, and forks sandboxes from itself on request.

It is started with an empty environment, runs no operation of a library and has one thread, so that its forks are sound.
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
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from multiprocessing import Pipe, reduction
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import msgpack

from grader.judging import sandbox
from grader.judging.sandbox import Bounds, Box, Limited, Namespaces, SandboxError

PRELOADED = [
    "grader.grading.kernel",
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


STARTS_THREADS = {"onnxruntime"}
"""Libraries whose import starts a thread, which a fork would not have: a notebook imports them itself."""
_THREAD_ENDS = 10.0
"""Seconds that a thread which an import started has to end."""


class Sandbox:
    """A sandbox of one submission, asked from outside.

    ``files`` is the folder whose files it finds in its home, ``imports`` are modules that its notebook will want.
    """

    def __init__(self, files: Path | None, bounds: Bounds, kind: sandbox.Level, imports: Sequence[str] = ()) -> None:
        self._lock = threading.Lock()
        self._scratch = Path(tempfile.mkdtemp(prefix="box-", dir="/tmp"))  # sockets have short names
        self._control, theirs = Pipe()
        try:
            _server(tuple(imports)).send({"scratch": str(self._scratch), "bounds": asdict(bounds), "kind": kind}, theirs)
            self.pid: int = self._hear()
            self.home = Path(self._ask(do="start", files=str(files) if files else None))
        except (SandboxError, OSError, EOFError):
            self.close()
            raise
        finally:
            theirs.close()

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


class _Server:
    """A running warm server, and the pipe to it. Raises SandboxError if it cannot serve."""

    def __init__(self, imports: tuple[str, ...]) -> None:
        self.imports, self.owner = imports, os.getpid()
        self._pipe, theirs = Pipe()
        self._home = tempfile.TemporaryDirectory(prefix="warm-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", __name__, str(theirs.fileno()), *imports],
            pass_fds=[theirs.fileno()],
            env=sandbox.environment(Path(self._home.name)) | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
            cwd=self._home.name,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        try:
            trouble = self._pipe.recv_bytes().decode()
        except EOFError:
            trouble = "the warm server ended while it was starting"
        if trouble:
            raise SandboxError(trouble)

    def is_alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def send(self, request: dict[str, Any], control: Connection) -> None:
        self._pipe.send_bytes(msgpack.packb(request))
        reduction.send_handle(self._pipe, control.fileno(), 0)


_running: _Server | None = None
_not_warm: set[tuple[str, ...]] = set()
"""Imports with which no server could be had."""


def _server(imports: tuple[str, ...]) -> _Server:
    """The one of this process; another, if it has ended or has imported other things."""
    global _running
    if imports in _not_warm:
        imports = ()
    if _running is None or not _running.is_alive() or _running.imports != imports:
        try:
            _running = _Server(imports)
        except SandboxError:
            if not imports:
                raise
            _not_warm.add(imports)
            _running = _Server(())
    return _running


def main() -> None:
    """Import, then fork a sandbox for each request, until nobody is left to ask."""
    pipe = Connection(int(sys.argv[1]))
    trouble = _warm_up(sys.argv[2:])
    pipe.send_bytes(trouble.encode())
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started us may have it ignored
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the sandboxes here
    while not trouble:
        try:
            request = msgpack.unpackb(pipe.recv_bytes())
            control = Connection(reduction.recv_handle(pipe))
        except (EOFError, OSError):
            return
        if os.fork() == 0:
            pipe.close()
            _be_a_sandbox(request, control)
        control.close()


def _warm_up(imports: Sequence[str]) -> str:
    """Import everything. Says why forks would not be sound, if they would not be."""
    for name in [*PRELOADED, *imports]:
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
    threads = len(os.listdir("/proc/self/task"))
    return f"an import started a thread ({threads} are running)" if threads != 1 else ""


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
