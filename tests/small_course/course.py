"""The small course's files: its notebooks in both languages, with solutions for nbgrader and without for students.

build/source/<lang>/small/<notebook>.ipynb   with solutions: what nbgrader starts from
notebooks/<lang>/small/<notebook>.ipynb      as nbgrader's generate_assignment makes it
checks/, solutions/                          copied from beside this module
"""

from __future__ import annotations

import compileall
import re
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.exercises import Exercise, load_exercises

HERE = Path(__file__).parent
ASSIGNMENT = "small"
EXERCISES: dict[str, Exercise] = load_exercises(HERE / "checks")
_SOURCES = {id: (HERE / "solutions" / f"{id}.py").read_text(encoding="utf-8").rstrip() for id in EXERCISES}
SOLUTIONS = {id: re.sub(r" *### (BEGIN|END) SOLUTION\n?", "", source).rstrip() for id, source in _SOURCES.items()}
NOTEBOOKS = sorted({exercise.lesson for exercise in EXERCISES.values()})
FULL = {id: exercise.points for id, exercise in EXERCISES.items()}

_STATEMENTS = {
    "es": {
        "title": "Un notebook pequeño",
        "double": "`double(x)` da el doble de un número o de un array.",
        "running": "`running(values)` da una lista: la suma de los números hasta cada uno de ellos.",
        "keep": "`save_model(model, path)` guarda un modelo; `load_model(path)` lo devuelve, también en otro proceso.",
        "account": "`open_account(balance)` da una cuenta con `balance()`, `can_pay(amount)`, `deposit(amount)` y "
        "`withdraw(amount)`, que lanza `ValueError` si no alcanza.",
    },
    "en": {
        "title": "A small notebook",
        "double": "`double(x)` gives twice a number or an array.",
        "running": "`running(values)` gives a list: the sum of the numbers up to each of them.",
        "keep": "`save_model(model, path)` keeps a model; `load_model(path)` gives it back, in another process too.",
        "account": "`open_account(balance)` gives an account with `balance()`, `can_pay(amount)`, `deposit(amount)` and "
        "`withdraw(amount)`, which raises `ValueError` if there is not enough.",
    },
}


def write_course(folder: Path) -> None:
    """All that an instructor has before the release is generated."""
    shutil.copy(HERE / "nbgrader_config.py", folder)
    for name in ("checks", "solutions"):
        shutil.copytree(HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(folder / "checks", quiet=1)  # so that grading itself writes nothing there
    for lang in _STATEMENTS:
        for name in NOTEBOOKS:
            path = folder / "build/source" / lang / ASSIGNMENT / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(source_notebook(name, lang), path)


def source_notebook(name: str, lang: str) -> NotebookNode:
    """One notebook as its author has it, with the solutions between nbgrader's marks."""
    words = _STATEMENTS[lang]
    cells = [
        new_markdown_cell(f"# {words['title']}", id="title"),
        new_code_cell(f"from grader.{lang} import check", id="setup"),
        new_code_cell("import math", id="imports"),
    ]
    for exercise in EXERCISES.values():
        if exercise.lesson == name:
            cells += [new_markdown_cell(words[exercise.id], id=f"{exercise.id}-statement"), *_cells(exercise)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"course": {"lang": lang}, "kernelspec": kernel})


def _cells(exercise: Exercise) -> list[NotebookNode]:
    """The answer cell and the check cell."""
    id = exercise.id
    common = {"schema_version": 3, "grade": False, "solution": False, "task": False, "locked": False}
    answer = {**common, "grade_id": f"{id}_answer", "solution": True}
    check = {**common, "grade_id": id, "grade": True, "locked": True, "points": int(exercise.points)}
    return [
        new_code_cell(_SOURCES[id], id=f"{id}-answer", metadata={"nbgrader": answer}),
        new_code_cell(f'check("{id}")', id=f"{id}-check", metadata={"nbgrader": check}),
    ]


def release(folder: Path, lang: str, name: str) -> NotebookNode:
    """A notebook of the release in ``folder``."""
    return nbformat.read(folder / "notebooks" / lang / ASSIGNMENT / f"{name}.ipynb", as_version=4)
