"""Where a process that serves can be reached by a judge that did not start it."""

from __future__ import annotations

import secrets
import sys
import time
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path


@dataclass(frozen=True)
class Address:
    """A socket in a folder (a named pipe on Windows) and the key that both ends must know."""

    name: str
    key: bytes

    @classmethod
    def new(cls, folder: Path) -> Address:
        token = secrets.token_hex(4)
        name = rf"\\.\pipe\grader-{token}" if sys.platform == "win32" else str(folder / f".{token}")
        return cls(name, secrets.token_bytes(16))

    def accept(self) -> Connection:
        """Wait for the judge; this end serves."""
        with Listener(self.name, authkey=self.key) as listener:
            return listener.accept()

    def connect(self, seconds: float) -> Connection:
        """Reach the process that serves, which may still be starting; raises ConnectionError after ``seconds``."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                return Client(self.name, authkey=self.key)
            except (OSError, EOFError, AuthenticationError) as error:
                if time.monotonic() > deadline:
                    raise ConnectionError(self.name) from error
            time.sleep(0.005)
