"""The stock ``nbgrader generate_assignment``, run as anybody would run it in the course folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from grader.errors import CourseError


def generate_assignments(root: Path, source: Path, release: Path, *flags: str) -> None:
    """Make the release of every assignment in ``source``, a folder of nbgrader's source notebooks in one language.

    Raises CourseError with nbgrader's own reason if it refuses.
    """
    folders = {"source_directory": source, "release_directory": release}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "nbgrader", "generate_assignment", "*", *flags),
            *(f"--CourseDirectory.{name}={folder}" for name, folder in folders.items()),
        ],
        cwd=root,
        env=os.environ | {"PATH": _path_with_own_programs()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = _reason(done.stderr)
        raise CourseError(f"{root}: nbgrader generate_assignment refused: {reason}; mend that and build again")


def _path_with_own_programs() -> str:
    """The search path, this environment's programs first: nbgrader calls ``alembic`` by name to make a gradebook."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def _reason(log: str) -> str:
    """The line of nbgrader's log that says why: the first exception, else the last line."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    exceptions = [line for line in lines if re.match(r"[\w.]+(Error|Exception): ", line)]
    return (exceptions or lines[-1:] or ["it said nothing"])[0]
