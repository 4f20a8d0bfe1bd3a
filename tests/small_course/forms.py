"""The two forms in which an instructor runs nbgrader: as root, as in a container, and as an ordinary user.

Root becomes an ordinary user for it. Where the interpreter lives in a folder that only root may enter, the command sees
it through mounts of its own, at the same path.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

FORMS = ("root", "ordinary")
_UID = 1000
_REPOSITORY = Path(__file__).resolve().parents[2]


class NotHere(Exception):
    """This machine cannot run that form; says why."""


def prefix(form: str) -> list[str]:
    """What stands before a command to run it in that form. Raises NotHere."""
    if form == "root":
        if os.geteuid():
            raise NotHere("needs root")
        return []
    if os.geteuid():
        return []
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", _script(), "sh"]
    probe = [*command, sys.executable, "-c", "import os, nbgrader, grader; assert os.geteuid()"]
    done = subprocess.run(probe, capture_output=True, text=True, check=False, cwd="/", env={"PATH": os.environ["PATH"]})
    if done.returncode:
        raise NotHere(f"root cannot become an ordinary user here: {done.stderr.strip()[-300:]}")
    return command


def give(folder: Path, form: str) -> None:
    """Make ``folder`` belong to whoever runs the command."""
    if form == "ordinary" and not os.geteuid():
        subprocess.run(["chown", "--recursive", "--no-dereference", f"{_UID}:{_UID}", folder], check=True)


def _script() -> str:
    lines = []
    needed = {Path(path).resolve() for path in (sys.prefix, sys.base_prefix, _REPOSITORY)}
    closed = {path: gate for path in needed if (gate := _closed_gate(path))}
    for number, path in enumerate(closed):  # out of the way first: the next mounts cover where they are
        lines += [f"mkdir -p /mnt/form{number}", f"mount --bind {shlex.quote(str(path))} /mnt/form{number}"]
    for gate in set(closed.values()):
        lines.append(f"mount -t tmpfs -o mode=755 none {shlex.quote(str(gate))}")
    for number, path in enumerate(closed):
        place = shlex.quote(str(path))
        lines += [f"mkdir -p {place}", f"mount --bind /mnt/form{number} {place}", f"umount /mnt/form{number}"]
    user = f"--reuid {_UID} --regid {_UID} --clear-groups --inh-caps=-all --ambient-caps=-all --bounding-set=-all"
    return "\n".join([*lines, f'exec setpriv {user} -- "$@"'])


def _closed_gate(path: Path) -> Path | None:
    """The outermost folder on the way to ``path`` that others may not enter."""
    return next((gate for gate in reversed([path, *path.parents]) if not gate.stat().st_mode & 0o001), None)
