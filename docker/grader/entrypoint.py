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
from pathlib import Path

COURSE = Path("/course")
GRADES = Path(os.environ["GRADER_RESULTS"])
LEARNT = GRADES / ".course"
"""Which course the gradebook knows: a digest of its notebooks, and the gradebook's address."""

NOTHING_MOUNTED = """\
grader: no se puede escribir en {grades}; monta ahí una carpeta tuya, vacía la primera vez: -v "$PWD/grades:{grades}"
grader: {grades} cannot be written; mount a folder of yours there, empty the first time: -v "$PWD/grades:{grades}"
"""


def main(command: Sequence[str]) -> int:
    if writes_grades(command):
        if not os.access(GRADES, os.W_OK):
            print(NOTHING_MOUNTED.format(grades=GRADES), end="", file=sys.stderr)
            return 1
        learn()
    code = run(command)
    hand_over()
    return code


def writes_grades(command: Sequence[str]) -> bool:
    return command[0] == "nbgrader" or command[:2] == ["grader", "grade"]


def learn() -> None:
    """Have nbgrader write the course's assignments into the gradebook, once for each course and gradebook."""
    source = COURSE / "build" / "source"
    digest = hashlib.sha256(os.environ.get("GRADER_DB_URL", "").encode())
    for path in sorted(source.rglob("*.ipynb")):
        digest.update(path.read_bytes())
    if LEARNT.exists() and LEARNT.read_text() == digest.hexdigest():
        return
    from grader.authoring.generate import generate_assignments
    from grader.languages import LANGUAGES

    with tempfile.TemporaryDirectory() as release:
        generate_assignments(COURSE, source / LANGUAGES[0], Path(release))
    LEARNT.write_text(digest.hexdigest())


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
