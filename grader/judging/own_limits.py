"""What the judge allows itself: whatever a check does with a strange answer, it comes to an end and fills no machine."""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress

SECONDS = 150.0
"""More than the calls of a judging may take, and the start of its processes with them."""
MEMORY = 4 * 2**30
"""Bytes; beyond them a check fails with MemoryError."""


def limit_oneself() -> None:
    """End this process after a while, even inside a C library; and bound its memory, where the system can."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(SECONDS, exit=True, file=nowhere)
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
