"""What the grading image does around the command that it is given: it prepares /grades, and gives its files to its owner.

/grades is a folder of the instructor's. Before nbgrader or ``grader grade`` runs, a gradebook that does not know this
image's course learns it. What root has written there belongs afterwards to whoever the folder belongs to.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from grader.authoring.generate import generate_assignments
from grader.errors import CourseError
from grader.languages import LANGUAGES

COURSE = Path("/course")
GRADES = Path(os.environ["GRADER_RESULTS"])
GRADEBOOK = os.environ.get("GRADER_DB_URL") or f"sqlite:///{GRADES}/gradebook.db"
LEARNT = GRADES / ".course"
"""Which course the gradebook knows: a digest of its notebooks, and of the gradebook's address."""

NOTHING_MOUNTED = """\
grader: no se puede escribir en {grades}; monta ahí una carpeta tuya, vacía la primera vez: -v "$PWD/grades:{grades}"
grader: {grades} cannot be written; mount a folder of yours there, empty the first time: -v "$PWD/grades:{grades}"
"""


def main(command: Sequence[str]) -> int:
    if writes_grades(command):
        if not os.access(GRADES, os.W_OK):
            print(NOTHING_MOUNTED.format(grades=GRADES), end="", file=sys.stderr)
            return 1
        try:
            learn()
        except CourseError as error:
            print(f"grader: {error}", file=sys.stderr)
            return 1
    code = run(command)
    hand_over()
    return code


def writes_grades(command: Sequence[str]) -> bool:
    return command[0] == "nbgrader" or command[:2] == ["grader", "grade"]


def learn() -> None:
    """Have nbgrader write the course's assignments into the gradebook, once for each course and gradebook."""
    source = COURSE / "build" / "source" / LANGUAGES[0]
    digest = hashlib.sha256(GRADEBOOK.encode())
    for path in sorted(source.rglob("*.ipynb")):
        digest.update(path.read_bytes())
    learnt = LEARNT.read_text() if LEARNT.exists() else ""
    if learnt == digest.hexdigest() and recorded() >= {path.name for path in source.iterdir()}:
        return
    with tempfile.TemporaryDirectory() as release:
        generate_assignments(COURSE, source, Path(release))
    LEARNT.write_text(digest.hexdigest())


def recorded() -> set[str]:
    """The assignments in the gradebook; none where it is new."""
    with suppress(DatabaseError), create_engine(GRADEBOOK).connect() as gradebook:
        return set(gradebook.execute(text("SELECT name FROM assignment")).scalars())
    return set()


def run(command: Sequence[str]) -> int:
    """The command's exit code. It is told of what ends a container, so that it can end in order."""
    process = subprocess.Popen(command)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: process.send_signal(number))
    code = process.wait()
    return code if code >= 0 else 128 - code


def hand_over() -> None:
    owner = GRADES.stat()
    if os.getuid() != 0 or owner.st_uid == 0:
        return
    for path in GRADES.rglob("*"):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
