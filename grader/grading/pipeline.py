"""The judge in nbgrader's pipeline: the one place that knows nbgrader's preprocessors.

``nbgrader_config.py`` puts these in the place of the stock ones; whatever else nbgrader does (the gradebook, late
penalties, Formgrader, exports) stays as it is.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Float

from grader.errors import CourseError
from grader.exercises import load_exercises
from grader.grading.execute import Limits, execute_and_judge
from grader.grading.rebuild import language_of, rebuild
from grader.languages import LANGUAGES


class Rebuild(NbGraderPreprocessor):
    """Starts from the release notebook in the student's language and puts in the source that the student wrote."""

    releases = Dict(help="By language: the folder that holds the release, <assignment>/<notebook>.ipynb").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        of = resources["nbgrader"]
        path = Path(self.releases[language_of(nb)]) / of["assignment"] / f"{of['notebook']}.ipynb"
        if not path.is_file():
            raise CourseError(f"{path}: there is no such release notebook; run «grader build»")
        rebuilt = rebuild(nb, nbformat.read(path, as_version=4))
        for mended in rebuilt.metadata["course"]["mended"]:
            self.log.warning("%s, %s: %s", of["student"], of["notebook"], mended)
        return rebuilt, resources


class ExecuteAndJudge(NbGraderPreprocessor):
    """Executes the notebook and writes the judge's cards and points into its check cells."""

    cell_seconds = Float(Limits.cell, help="Limit for one cell").tag(config=True)
    notebook_seconds = Float(Limits.notebook, help="Limit for a whole notebook").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        course = nb.metadata.get("course", {})
        verdicts = execute_and_judge(
            nb,
            load_exercises(),
            lang=course.get("lang", LANGUAGES[0]),
            folder=Path(resources["metadata"]["path"] or "."),
            seed=seed_of(nb),
            limits=Limits(cell=self.cell_seconds, notebook=self.notebook_seconds),
        )
        for verdict in verdicts:
            if verdict.findings.trouble:
                student = resources["nbgrader"]["student"]
                self.log.warning("%s, %s: %s", student, verdict.exercise.id, verdict.findings.trouble["en"])
        return nb, resources


def seed_of(notebook: NotebookNode) -> int:
    """The seed of the judge's inputs: another for every submission, the same when it is graded again."""
    sources = "\0".join(cell.source for cell in notebook.cells)
    return int.from_bytes(hashlib.sha256(sources.encode("utf-8", "replace")).digest()[:4], "big") % 10**6
