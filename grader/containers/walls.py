"""A container's walls around a command: of this machine it sees the system and Python, and one folder. By Landlock, which
Linux has had since 5.13; elsewhere there are no walls.

Run as a program, it walls itself in and becomes the command: ``python walls.py FOLDER COMMAND…``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/proc", "/dev", "/sys/devices/system/cpu"]


def around(folder: Path, command: Sequence[str]) -> list[str]:
    """The command with walls around it, where this system has any."""
    return [sys.executable, __file__, str(folder), *command] if sys.platform == "linux" else list(command)


def wall_in(folder: str) -> None:
    """Leave this process, and what it becomes, nothing but the system to read, and the folder and shared memory to use."""
    import landlock

    read = landlock.FSAccess.READ_FILE | landlock.FSAccess.READ_DIR | landlock.FSAccess.EXECUTE
    rules = landlock.Ruleset()
    python = {sys.prefix, sys.base_prefix, str(Path(os.path.realpath(sys.executable)).parent.parent)}
    for path in [*_SYSTEM, *python]:
        if Path(path).exists():
            rules.allow(path, rules=read)
    rules.allow("/dev/null", rules=landlock.FSAccess.READ_FILE | landlock.FSAccess.WRITE_FILE)
    rules.allow(folder, *(path for path in ["/dev/shm"] if Path(path).exists()), rules=landlock.FSAccess.all())
    rules.apply()


if __name__ == "__main__":
    with suppress(Exception):  # a kernel without Landlock, or one that keeps it for others
        wall_in(sys.argv[1])
    os.execv(sys.argv[2], sys.argv[2:])
