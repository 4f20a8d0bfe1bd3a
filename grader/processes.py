"""Programs that do not outlive who runs them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence


def ending_with_us(command: Sequence[str]) -> list[str]:
    """The command so that it ends when this process does, even if that is killed: by util-linux's setpriv, where it is."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)
