"""The disk as a clean process sees it: the judge itself opens no file that a student may have made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from grader.judging.student import Fresh, peer_of


@dataclass(frozen=True)
class Disk:
    """Writes, reads and looks for files in the process ``reader``."""

    reader: Fresh

    def write(self, path: Path, data: bytes) -> None:
        """``data`` in the file ``path``, whose folders are made where they are missing."""
        peer_of(self.reader).run(_write, str(path), data)

    def read(self, path: Path) -> bytes:
        return bytes(peer_of(self.reader).run(_read, str(path)))

    def exists(self, path: Path | str) -> bool:
        """Whether there is anything at ``path``, a broken link too."""
        return peer_of(self.reader).run(os.path.lexists, str(path)) is True


def _write(path: str, data: bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data)


def _read(path: str) -> bytes:
    return Path(path).read_bytes()
