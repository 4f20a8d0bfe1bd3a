"""How much memory this process may use: in a container or a service that is less than the machine has."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil


def usable() -> int:
    """Bytes of memory that are free for this process, of the machine's and of what its control groups allow."""
    free: int = psutil.virtual_memory().available
    return min(free, cgroup_limit() or free)


def cgroup_limit(own: Path = Path("/proc/self/cgroup"), mount: Path = Path("/sys/fs/cgroup")) -> int | None:
    """The least memory in bytes that a control group of Linux allows this process, of either version; None if none does.

    A group may not use more than those that it is in. In a container its own group is often mounted as the topmost one,
    while the path is told as the host sees it: hence the groups above are looked at up to the mount itself.
    """
    limits = []
    with suppress(OSError):  # not Linux
        for line in own.read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers == "":
                tops, name = [mount, mount / "unified"], "memory.max"
            elif "memory" in controllers.split(","):
                tops, name = [mount / "memory", mount / controllers], "memory.limit_in_bytes"
            else:
                continue
            group = Path(path.lstrip("/"))
            limits += [top / above / name for top in tops for above in [group, *group.parents]]
    found = [number for limit in limits if (number := _number(limit)) is not None]
    return min(found, default=None)


def _number(path: Path) -> int | None:
    """The number in a file; None where there is no file, or where it says «max»."""
    with suppress(OSError, ValueError):
        return int(path.read_text())
    return None
