"""What stands beside the submissions and must come to no harm; and what an attacker is assumed to know about it.

Set up before a class is graded, looked at afterwards. ``known`` is what a case's ``{{NAME}}`` stand for.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import secrets
import selectors
import shutil
import site
import socket
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

UNTOUCHED = "nobody has written here\n"
HONEST = "zoe-honest"
"""A student of the same class who solved everything."""
_GIGABYTE = 2**30
_PR_SET_CHILD_SUBREAPER = 36
_SECONDS_TO_END = 15
_SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/mnt", "/")


class Bystanders:
    """In ``folder``: the home and another course of whoever grades, and the small course itself."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.course, self.home = folder, folder / "course", folder / "home"
        self.token, self.secret = f"tok{secrets.token_hex(6)}", secrets.token_hex(16)
        self.harm: dict[str, list[str]] = {}
        """What was found afterwards, by the name of what was harmed."""
        self.heard: list[bytes] = []
        for place in (self.course, self.home / "canaries", folder / "other", folder / "tmp"):
            place.mkdir(parents=True)
        (self.home / ".ssh").mkdir()
        (self.home / ".jupyter").mkdir()
        (self.home / ".jupyter/migrated").touch()  # Jupyter's own, at its first start
        for canary in (self.course / "canary", self.home / ".ssh/id_ed25519", self.home / ".bashrc"):
            canary.write_text(UNTOUCHED)
        with contextlib.closing(sqlite3.connect(folder / "other/gradebook.db")) as database, database:
            database.execute("create table grade (student text, score real)")

    def known(self, case: str) -> dict[str, str]:
        """All that an attacker could wish to know."""
        canary = self.home / "canaries" / case
        canary.write_text(UNTOUCHED)
        return {
            "CASE": case,
            "TOKEN": self.token,
            "CANARY": str(canary),
            "HOME": str(self.home),
            "COURSE": str(self.course),
            "GRADEBOOK": str(self.course / "gradebook.db"),
            "OTHER_GRADEBOOK": str(self.folder / "other/gradebook.db"),
            "OTHERS": str(self.course / "submitted" / HONEST / "small"),
            "RELEASE": str(self.course / "notebooks/en/small"),
            "CHECKS": str(self.course / "checks/small"),
            "SOLUTIONS": str(self.course / "solutions"),
            "SITE": site.getsitepackages()[0],
            "PORT": str(self._tcp.getsockname()[1]),
            "SOCKET": self._socket_path,
            "ABSTRACT": self.token,
        }

    def environment(self) -> dict[str, str]:
        """Of whoever grades: what the command needs, and a secret."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "TMPDIR": str(self.folder / "tmp"),
            "USER": "instructor",
            "LOGNAME": "instructor",
            "AWS_SECRET_ACCESS_KEY": self.secret,
        }

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Around the grading: whatever it harms is in ``harm`` afterwards."""
        before = self._states()
        segments = _segments()
        peak = _Peak()
        with _subreaper() as left:
            try:
                with peak.watched():
                    yield
            finally:
                self.harm["processes"] = left()
        self.harm["files"] = sorted(_differences(before, self._states()))
        self.harm["canaries"] = [
            path.name for path in self.home.glob("canaries/*") if path.is_symlink() or path.read_text() != UNTOUCHED
        ]
        self.harm["network"] = sorted({message.decode(errors="replace") for message in self.heard})
        self.harm["shared folders"] = [
            str(path) for place in (*_SHARED, site.getsitepackages()[0]) for path in Path(place).glob(f"*{self.token}*")
        ]
        self.harm["shared folders"] = [path for path in self.harm["shared folders"] if path != self._socket_path]
        self.harm["temporary files"] = sorted(path.name for path in (self.folder / "tmp").iterdir())
        self.harm["shared memory"] = sorted(_segments() - segments)
        self.harm["machine"] = peak.told()

    def clear(self) -> None:
        """Take away what was set up, and what should not have been left."""
        for server in (self._tcp, self._unix, self._abstract):
            server.close()
        for path in [*map(Path, self.harm.get("shared folders", [])), Path(self._socket_path)]:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def listen(self) -> None:
        """Services of the host that nobody from a submission may reach."""
        self._socket_path = f"/tmp/{self.token}.sock"
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self._unix, self._abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        self._unix.bind(self._socket_path)
        os.chmod(self._socket_path, 0o777)
        self._abstract.bind("\0" + self.token)
        selector = selectors.DefaultSelector()
        for server in (self._tcp, self._unix, self._abstract):
            server.listen()
            selector.register(server, selectors.EVENT_READ)
        threading.Thread(target=self._hear, args=[selector], daemon=True).start()

    def _hear(self, selector: selectors.BaseSelector) -> None:
        while True:
            for key, _ in selector.select():
                server: Any = key.fileobj
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    message = b"somebody, silently"
                    with contextlib.suppress(OSError):
                        message = connection.recv(100) or message
                    self.heard.append(message)

    def _states(self) -> dict[str, str]:
        """Of everything that grading has no business with."""
        folders = [self.home, self.folder / "other", *(self.course / name for name in _NOT_NBGRADERS)]
        course = os.open(self.course, os.O_RDONLY)
        states = {name: _state(name, course) for name in ("canary", "nbgrader_config.py")}
        os.close(course)
        for folder in folders:
            for place, _, names, descriptor in os.fwalk(folder):
                where = os.path.relpath(place, self.folder)
                if "canaries" not in where:
                    states |= {f"{where}/{name}": _state(name, descriptor) for name in names}
        return states


_NOT_NBGRADERS = ("checks", "solutions", "build", "notebooks", "submitted")


def _state(name: str, folder: int) -> str:
    """What a file is and how it begins; paths may be longer than can be opened."""
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    told = f"{status.st_mode} {status.st_size}"
    if not stat.S_ISREG(status.st_mode):
        return told
    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb") as file:
        return f"{told} {status.st_mtime_ns} {hashlib.sha256(file.read(2**20)).hexdigest()}"


def _differences(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for path in before.keys() | after.keys():
        if path not in after:
            yield f"{path} is gone"
        elif path not in before:
            yield f"{path} is new"
        elif before[path] != after[path]:
            yield f"{path} has changed"


def _segments() -> set[str]:
    """System V memory, semaphores and queues."""
    return {
        f"{kind} {line.split()[1]}"
        for kind in ("shm", "sem", "msg")
        for line in Path("/proc/sysvipc", kind).read_text().splitlines()[1:]
    }


@contextlib.contextmanager
def _subreaper() -> Iterator[Any]:
    """Orphans of what is started inside become ours, whatever they did to hide; gives a way to count and end them."""
    libc = ctypes.CDLL(None, use_errno=True)
    me = psutil.Process()
    mine = set(me.children(recursive=True))

    def left() -> list[str]:
        told = []
        # the grader's own servers notice that it has ended, and end
        _, staying = psutil.wait_procs(set(me.children(recursive=True)) - mine, timeout=_SECONDS_TO_END)
        for process in staying:
            with contextlib.suppress(psutil.Error):
                if process.status() != psutil.STATUS_ZOMBIE:
                    told.append(f"{process.pid} {' '.join(process.cmdline())[:200]}")
                process.kill()
                process.wait(10)
        return told

    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield left
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


class _Peak:
    """The most that the grading took of the machine."""

    def __init__(self) -> None:
        self._memory = psutil.virtual_memory().available
        self._disk = psutil.disk_usage("/tmp").free
        self._least_memory, self._least_disk, self._most_processes = self._memory, self._disk, 0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(0.5):
                self._least_memory = min(self._least_memory, psutil.virtual_memory().available)
                self._least_disk = min(self._least_disk, psutil.disk_usage("/tmp").free)
                self._most_processes = max(self._most_processes, len(psutil.Process().children(recursive=True)))

        looking = threading.Thread(target=look)
        looking.start()
        try:
            yield
        finally:
            ended.set()
            looking.join()

    def told(self) -> list[str]:
        """What went beyond what a submission for each core may take, with room for others on this machine."""
        memory, disk = self._memory - self._least_memory, self._disk - self._least_disk
        told = []
        if memory > 10 * _GIGABYTE:
            told.append(f"{memory / _GIGABYTE:.1f} GB of memory")
        if disk > 5 * _GIGABYTE:
            told.append(f"{disk / _GIGABYTE:.1f} GB of disk")
        if self._most_processes > 1000:
            told.append(f"{self._most_processes} processes")
        return told
