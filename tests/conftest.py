"""What the tests share: the checkout, its example submissions, and a progress file of their own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# nbgrader calls alembic by name; students' progress is not the tests' business
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


@pytest.fixture(autouse=True)
def own_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_PROGRESS", str(tmp_path / "progress.json"))


def hand_in(students: Iterable[str], submitted: Path) -> None:
    """Put what these students of the examples submitted into the folder ``submitted``."""
    for student in students:
        shutil.copytree(ROOT / "examples/submitted" / student, submitted / student)
