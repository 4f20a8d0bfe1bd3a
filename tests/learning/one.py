"""The small course as somebody has it who only downloaded notebooks: no build/, no gradebook.db."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from grader.authoring.solution import stub
from tests.small_course.course import ASSIGNMENT, HERE, NOTEBOOKS, SOLUTIONS, source_notebook


def write_downloaded(folder: Path) -> Path:
    """Its folder: the configuration, the checks, and the notebooks of every language as they were released."""
    shutil.copy(HERE / "nbgrader_config.py", folder)
    shutil.copytree(HERE / "checks", folder / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    for lang in ("es", "en"):
        for name in NOTEBOOKS:
            notebook = source_notebook(name, lang)
            for cell in notebook.cells:
                if cell.metadata.get("nbgrader", {}).get("solution"):
                    cell.source = stub(cell.source)
            path = folder / "notebooks" / lang / ASSIGNMENT / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, path)
    return folder


def solve(path: Path, **answers: str) -> None:
    """Answer exercises in the notebook at ``path``: with the text given, or where it is empty with the solution."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        id = cell.metadata.get("nbgrader", {}).get("grade_id", "").removesuffix("_answer")
        if cell.metadata.get("nbgrader", {}).get("solution") and id in answers:
            cell.source = answers[id] or SOLUTIONS[id]
    nbformat.write(notebook, path)
