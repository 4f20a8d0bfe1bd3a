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
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, Float, Int, Unicode

from grader.errors import CourseError
from grader.exercises import CHECKS, load_exercises
from grader.grading.execute import Limits, execute_and_judge, isolation
from grader.grading.inert import inert_cells, literal_notes
from grader.grading.reading import language_of
from grader.grading.rebuild import rebuild
from grader.judging.sandbox import Bounds
from grader.judging.verdict import Verdict
from grader.languages import LANGUAGES
from grader.unseen import plain


class Rebuild(NbGraderPreprocessor):
    """Starts from the release notebook in the student's language and puts in the source that the student wrote."""

    releases = Dict(help="By language: the folder that holds the release, <assignment>/<notebook>.ipynb").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        of = resources["nbgrader"]
        path = Path(self.releases[language_of(nb) or LANGUAGES[0]]) / of["assignment"] / f"{of['notebook']}.ipynb"
        if not path.is_file():
            raise CourseError(f"{path}: there is no such release notebook; run «grader build»")
        release = nbformat.read(path, as_version=4)
        rebuilt = rebuild(release if of.get("unreadable") else nb, release, of.get("mended", ()))
        literal_notes(rebuilt, release)
        for mended in rebuilt.metadata["course"]["mended"]:
            self.log.warning("%s, %s: %s", of["student"], of["notebook"], mended)
        return rebuilt, resources


class ExecuteAndJudge(NbGraderPreprocessor):
    """Executes the notebook and writes the judge's cards and points into its check cells."""

    checks = Unicode(str(CHECKS), help="Folder of the checks, <assignment>/<lesson>/<exercise>.py").tag(config=True)
    private_checks = Unicode(
        "", help="Folder of more hidden checks, laid out like the others, which never leave it; none by default"
    ).tag(config=True)
    cell_seconds = Float(Limits.cell, help="Limit for one cell").tag(config=True)
    notebook_seconds = Float(Limits.notebook, help="Limit for a whole notebook").tag(config=True)
    memory = Int(Bounds.memory, help="Bytes that all processes of a submission may use together").tag(config=True)
    files = Int(Bounds.files, help="Bytes of files that a submission may write").tag(config=True)
    output = Int(Limits.output, help="Bytes that the cells of a submission may print and show").tag(config=True)
    isolation = Enum(
        ["auto", "namespaces", "container", "process", "none"],
        default_value="auto",
        help="The least isolation that grading is to have; auto takes the best that the machine gives",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        course = nb.metadata.setdefault("course", {})
        course["isolation"] = level = isolation(self.isolation)
        if level in ("process", "none"):
            self.log.warning("Isolation «%s»: this is no place for the code of strangers; see docs/security.md", level)
        verdicts = execute_and_judge(
            nb,
            load_exercises(Path(self.checks), Path(self.private_checks).expanduser() if self.private_checks else None),
            lang=course.get("lang", LANGUAGES[0]),
            folder=Path(resources["metadata"]["path"] or "."),
            seed=seed_of(nb),
            limits=Limits(
                cell=self.cell_seconds,
                notebook=self.notebook_seconds,
                output=self.output,
                bounds=Bounds(memory=self.memory, files=self.files),
            ),
            level=level,
        )
        inert_cells(nb, course.get("lang", LANGUAGES[0]))
        put_cards(nb, verdicts)
        for verdict in verdicts:
            if verdict.findings.trouble:
                student = resources["nbgrader"]["student"]
                trouble = "\n".join(filter(None, [verdict.findings.trouble["en"], verdict.findings.details]))
                self.log.warning("%s, %s: %s", student, verdict.exercise.id, plain(trouble))
        return nb, resources


def put_cards(notebook: NotebookNode, verdicts: list[Verdict]) -> None:
    """The judge's card as the only output of each check cell, and the points where nbgrader reads them.

    This comes last, when no kernel is left: what runs later may change outputs of earlier cells (``update_display``).
    """
    by_id = {verdict.exercise.id: verdict for verdict in verdicts}
    for cell in notebook.cells:
        part = cell.metadata.get("nbgrader", {})
        if not part.get("grade"):
            continue
        if part["grade_id"] not in by_id:
            raise CourseError(f"{part['grade_id']}: a cell of the release has points, but there is no such exercise")
        card = by_id[part["grade_id"]]._repr_mimebundle_()
        cell.execution_count = None
        cell.outputs = [new_output("execute_result", card, execution_count=None)]


def seed_of(notebook: NotebookNode) -> int:
    """The seed of the judge's inputs: another for every submission, the same when it is graded again."""
    sources = "\0".join(cell.source for cell in notebook.cells)
    return int.from_bytes(hashlib.sha256(sources.encode("utf-8", "replace")).digest()[:4], "big") % 10**6
