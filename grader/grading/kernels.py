"""The kernel that a submission runs in, seen from the grader: in a sandbox, or as an ordinary program where there is none.

Both kinds give the same: a kernel manager for nbclient, a way to connect a judge, clean processes, and an end.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from grader.grading.kernel import PORTS
from grader.grading.warm import Sandbox, give
from grader.judging.address import Address
from grader.judging.sandbox import Bounds, Level, MemoryWatch

_MAX_MESSAGE = 32 * 2**20
"""Bytes of one message of a kernel's; a larger one costs the connection that brings it."""
_LOOKS_FOR_SOCKETS = 5
"""Milliseconds between two attempts to connect to a kernel that is starting."""
_READY_WITHIN = 60.0
"""Seconds that a kernel has to start."""
_MAX_WAITING = 20
"""Messages that wait to be read; more wait in the kernel."""


@dataclass(frozen=True)
class Serving:
    """A judge's way to the kernel: what the judge is given, and the code by which the kernel serves it."""

    answers: Connection | Address
    code: str


class SandboxedKernel:
    """A kernel in a sandbox of its own."""

    def __init__(self, files: Path, bounds: Bounds, kind: Level, imports: Sequence[str] = ()) -> None:
        self._sandbox = Sandbox(files, bounds, kind, imports)
        self._memory = MemoryWatch(self._sandbox.pid, bounds.memory)
        self.home = self._sandbox.home
        self.manager = _SandboxedManager(self._sandbox)
        self.start_fresh: Callable[[list[str]], Connection] | None = self._sandbox.start_fresh

    def ready(self) -> None:
        """The client is connected, and no code of the student's has run yet."""
        self._sandbox.seal()

    def serve(self) -> Serving:
        here, there = Pipe()
        give(self.manager.channel, there)
        there.close()
        return Serving(here, "from grader.judging.serve import serve_next as _serve\n_serve(_names.__dict__)")

    def exceeds_memory(self) -> bool:
        return self._memory.exceeded()

    async def kill(self) -> None:
        """End it and all that it started; whoever talks to it notices."""
        await asyncio.to_thread(self._sandbox.close)

    async def close(self) -> None:
        await self.kill()
        self.manager.cleanup_connection_file()
        self.manager.context.destroy(linger=0)


class OrdinaryKernel:
    """A kernel with the rights of whoever grades, in a copy of the submission's files."""

    def __init__(self, files: Path) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="grade-"))
        self.home = self._scratch / "home"
        shutil.copytree(files, self.home, ignore=shutil.ignore_patterns("*.ipynb"), symlinks=True)
        options = {"transport": "ipc", "ip": str(self._scratch / "k")} if os.name == "posix" else {}
        self.manager = AsyncKernelManager(
            kernel_name="python3", context=_bounded_context(), client_factory=_Client, **options
        )
        self.start_fresh: Callable[[list[str]], Connection] | None = None

    def ready(self) -> None:
        """Nothing to do: it sees what it sees."""

    def serve(self) -> Serving:
        address = Address.new(self.home)
        return Serving(
            address,
            "from grader.judging.address import Address as _Address\n"
            "from grader.judging.serve import serve as _serve\n"
            f"_serve(_Address({address.name!r}, {address.key!r}).accept(), _names.__dict__)",
        )

    def exceeds_memory(self) -> bool:
        return False

    async def kill(self) -> None:
        await self.manager.shutdown_kernel(now=True)

    async def close(self) -> None:
        await self.kill()
        self.manager.context.destroy(linger=0)
        shutil.rmtree(self._scratch, ignore_errors=True)


class _Client(AsyncKernelClient):
    """Takes a kernel for ready when it says so; jupyter_client's also waits until it has heard nothing for a while."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (timeout or _READY_WITHIN)
        with suppress(Empty):  # its welcome: from here on nothing is missed
            await self.iopub_channel.get_msg(timeout=1)
        while time.monotonic() < deadline and await self.is_alive():
            asked = self.kernel_info()
            with suppress(Empty):
                await self.shell_channel.get_msg(timeout=1)
                while time.monotonic() < deadline:
                    message = await self.iopub_channel.get_msg(timeout=0.2)
                    idle = message["content"].get("execution_state") == "idle"
                    if idle and message["parent_header"].get("msg_id") == asked:
                        return
        raise RuntimeError("the kernel was not ready in time, or ended before it was")

    wait_for_ready = _async_wait_for_ready


def _bounded_context() -> Any:
    context = zmq.asyncio.Context()
    context.MAXMSGSIZE = _MAX_MESSAGE
    context.RCVHWM = _MAX_WAITING
    context.RECONNECT_IVL = _LOOKS_FOR_SOCKETS
    return context


class _SandboxedManager(AsyncKernelManager):
    """nbclient's and jupyter_client's view of a kernel in a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        sockets = {"transport": "ipc", "ip": str(sandbox.kernel_sockets / "k"), **PORTS}
        super().__init__(context=_bounded_context(), client_factory=_Client, **sockets)
        self._sandbox = sandbox

    @property
    def channel(self) -> Connection:
        """Where the kernel is handed its judges."""
        provisioner: Any = self.provisioner
        channel: Connection = provisioner.channel
        return channel

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        spec: Any = self.kernel_spec
        self.provisioner = _SandboxProvisioner(self._sandbox, kernel_id="", kernel_spec=spec, parent=self)
        return [], {}

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        self._close_control_socket()


class _SandboxProvisioner(KernelProvisionerBase):
    def __init__(self, sandbox: Sandbox, **traits: Any) -> None:
        super().__init__(**traits)
        self._sandbox = sandbox
        self._number = 0
        self.channel: Connection | None = None

    @property
    def has_process(self) -> bool:
        return self._number > 0

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        manager: Any = self.parent
        self._number, self.channel = self._sandbox.start_kernel(manager.session.key)
        return manager.get_connection_info()

    async def poll(self) -> int | None:
        return None if self._number and self._sandbox.is_alive(self._number) else 1

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(0.05)
        self._number = 0
        return 0

    async def send_signal(self, signum: int) -> None:
        if signum == signal.SIGINT:
            self._sandbox.interrupt(self._number)

    async def kill(self, restart: bool = False) -> None:
        self._sandbox.close()

    async def terminate(self, restart: bool = False) -> None:
        self._sandbox.close()

    async def cleanup(self, restart: bool = False) -> None:
        """The sandbox is closed by whoever opened it."""
