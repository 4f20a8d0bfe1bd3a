"""A case is a folder: what one student submits to the small course, and what must come of it.

    case.toml               why, row, and what must come of it (see ``Case``)
    answer_<exercise>.py    what stands in that answer cell
    before_<exercise>.py    a cell that the student added before it
    after_<exercise>.py     a cell between the answer and its check
    first.py, last.py       cells at the ends of the notebook
    make.py                 change(notebook, folder): what else is done to a notebook before it is written into ``folder``;
                            after(folder): what is done to the folder then
    files/                  what is submitted beside the notebook

A hostile submission starts from the release as students get it, a fair one from the reference solutions. The texts may hold
``{{NAME}}``: an attacker is assumed to know every path and port (see ``bystanders``).
"""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.small_course.course import ASSIGNMENT, EXERCISES, FULL, SOLUTIONS, release

HERE = Path(__file__).parent
_PLACES = ("answer", "before", "after")


@dataclass(frozen=True)
class Case:
    """One submission. ``points`` by exercise: a hostile one earns nothing else, a fair one everything else."""

    kind: str
    name: str
    folder: Path
    why: str
    row: str
    points: dict[str, float] = field(default_factory=dict)
    solved: tuple[str, ...] = ()
    """Exercises that a hostile submission answers honestly."""
    told: tuple[str, ...] = ()
    """Words that must stand on its feedback pages or in the log."""
    lang: str = "en"
    student: str = ""
    notebooks: tuple[str, ...] = ()
    graded: bool = True
    """Whether it can be graded at all; if not, the log must say so."""
    needs: str = ""
    """«seccomp», where only that keeps it out."""
    earlier: bool = False
    """Whether this student handed in the solutions before, and was graded."""

    @property
    def expected(self) -> dict[str, float]:
        """The points of every exercise."""
        full = FULL if self.kind == "fair" else {}
        return {
            id: self.points.get(id, full.get(id, 0) if EXERCISES[id].lesson in self.notebooks else 0) for id in EXERCISES
        }


def load_cases(kind: str) -> list[Case]:
    """The cases of ``tests/hostile`` or ``tests/fair``, in the order of their names."""
    return [_load(kind, path.parent) for path in sorted((HERE / kind).glob("*/case.toml"))]


def _load(kind: str, folder: Path) -> Case:
    told: dict[str, Any] = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    for name in ("solved", "told", "notebooks"):
        told[name] = tuple(told.get(name, ()))
    named = {path.stem.partition("_")[2] for place in _PLACES for path in folder.glob(f"{place}_*.py")}
    touched = named | set(told["solved"]) | set(told.get("points", ()))
    told["notebooks"] = told["notebooks"] or tuple(sorted({EXERCISES[id].lesson for id in touched})) or ("1-numbers",)
    told["student"] = told.get("student", folder.name)
    return Case(kind, folder.name, folder, **told)


def honest(name: str, lang: str) -> Case:
    """Somebody of the same class who solved everything."""
    notebooks = tuple(sorted({exercise.lesson for exercise in EXERCISES.values()}))
    return Case("fair", name, HERE / "nobody", "", "", lang=lang, student=name, notebooks=notebooks)


def submit(case: Case, course: Path, known: Mapping[str, str]) -> None:
    """Write the submission into the course's ``submitted`` folder; ``known`` is what the texts' ``{{NAME}}`` stand for."""
    folder = course / "submitted" / case.student / ASSIGNMENT
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    if (case.folder / "files").is_dir():
        shutil.copytree(case.folder / "files", folder, symlinks=True, dirs_exist_ok=True)
    make = _make(case, known)
    for name in case.notebooks:
        notebook = release(course, case.lang, name)
        solved = EXERCISES if case.kind == "fair" else case.solved
        for id in (id for id in solved if EXERCISES[id].lesson == name):
            answer_cell(notebook, id).source = SOLUTIONS[id]
        _put_in(notebook, case, known)
        if "change" in make:
            make["change"](notebook, folder)
        text = json.dumps(notebook, indent=1, ensure_ascii=False)  # valid or not
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8", errors="surrogatepass")
    if "after" in make:
        make["after"](folder)


def submit_solutions(case: Case, course: Path) -> None:
    """What a student with an ``earlier`` submission handed in then."""
    submit(Case("fair", case.name, HERE / "nobody", "", "", student=case.student, notebooks=case.notebooks), course, {})


def _put_in(notebook: NotebookNode, case: Case, known: Mapping[str, str]) -> None:
    for id in EXERCISES:
        answer = answer_cell(notebook, id)
        if answer is None:
            continue
        position = notebook.cells.index(answer)
        if after := _text(case, f"after_{id}.py", known):
            notebook.cells.insert(position + 1, new_code_cell(after))
        if source := _text(case, f"answer_{id}.py", known):
            answer.source = source
        if before := _text(case, f"before_{id}.py", known):
            notebook.cells.insert(position, new_code_cell(before))
    if first := _text(case, "first.py", known):
        notebook.cells.insert(0, new_code_cell(first))
    if last := _text(case, "last.py", known):
        notebook.cells.append(new_code_cell(last))


def _text(case: Case, name: str, known: Mapping[str, str]) -> str:
    path = case.folder / name
    return filled(path.read_text(encoding="utf-8").rstrip("\n"), known) if path.exists() else ""


def filled(text: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _make(case: Case, known: Mapping[str, str]) -> dict[str, Any]:
    scope: dict[str, Any] = {}
    exec(compile(_text(case, "make.py", known), str(case.folder / "make.py"), "exec"), scope)
    return scope


def answer_cell(notebook: NotebookNode, exercise: str) -> NotebookNode | None:
    return _cell(notebook, f"{exercise}_answer")


def check_cell(notebook: NotebookNode, exercise: str) -> NotebookNode | None:
    return _cell(notebook, exercise)


def _cell(notebook: NotebookNode, grade_id: str) -> NotebookNode | None:
    of = (cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
    return next(of, None)
