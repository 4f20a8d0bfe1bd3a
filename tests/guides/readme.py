"""What README tells students, instructors and authors to type, from the first line to the last."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from tests.conftest import hand_in
from tests.guides.walking import LESSON, Expected

NOTEBOOK = f"notebooks/<lang>/{LESSON}.ipynb"


def two_examples(course: Path) -> None:
    hand_in(("carla", "dmitri"), course / "examples/submitted")


def a_download(course: Path) -> None:
    notebook = course / f"examples/submitted/carla/{LESSON}.ipynb"
    for name in ("descarga.zip", "download.zip"):
        with zipfile.ZipFile(course / name, "w") as archive:
            archive.write(notebook, f"carla/{notebook.name}")


def an_answer(course: Path) -> None:
    """In one of the two notebooks there is something to start afresh."""
    shutil.copy(course / f"examples/submitted/carla/{LESSON}.ipynb", course / f"notebooks/es/{LESSON}.ipynb")


EXPECTED = {
    "make grade": Expected(
        (r"carla.* 8 │", r"dmitri.* 14 │"), makes=(f"build/examples/feedback/carla/{LESSON}.html",), before=two_examples
    ),
    "make lab": Expected(until="?token="),
    "source .venv/bin/activate": Expected(),
    "grader status": Expected((r"serializa",)),
    f"grader watch {NOTEBOOK}": Expected((r"Vigilando|Watching",), until=f"{Path(LESSON).name}.ipynb"),
    f"grader grade {NOTEBOOK}": Expected((r"Σ +│ +0 │ 17",), code=1),
    "grader solution pickle_roundtrip": Expected((r"pickle_roundtrip",), code=1),
    "grader reset pickle_roundtrip": Expected((r"pickle_roundtrip. vuelve a estar como al principio",), before=an_answer),
    "grader bundle <lang> --output course-<lang>.zip": Expected((r"sin soluciones|without solutions",)),
    "grader collect 1-packaging download.zip": Expected((r"estudiantes 1|students 1",), before=a_download),
    "grader grade 1-packaging": Expected((r"carla.* 8 │",), makes=(f"feedback/carla/{LESSON}.html",)),
    "grader report 1-packaging --lang <lang>": Expected(makes=("reports/1-packaging-<lang>.html",)),
    "$EDITOR solutions/1-packaging/1-serialization.py": Expected(),
    "grader build": Expected(makes=(f"build/source/es/{LESSON}.ipynb",)),
    "grader lint": Expected((r"is a lesson no more",), code=1),
}
"""The lint's one complaint is the small copy's: it names the lessons that are not in it."""
