"""The judge in nbgrader's pipeline: the one place that knows nbgrader's preprocessors.

``nbgrader_config.py`` puts these in the place of the stock ones; whatever else nbgrader does (the gradebook, late
penalties, Formgrader, exports) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, Float, Int, Unicode

from grader.authoring.python import imported_modules
from grader.errors import CourseError
from grader.exercises import CHECKS
from grader.grading.execute import Limits
from grader.grading.inert import literal_notes
from grader.grading.reading import language_of
from grader.grading.rebuild import rebuild
from grader.grading.work import Done, Work, do
from grader.judging.sandbox import Bounds
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
        sources = (cell.source for cell in release.cells if cell.cell_type == "code")
        rebuilt.metadata["course"]["imports"] = imported_modules(sources)
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
        of = resources["nbgrader"]
        work = self.work(nb, Path(resources["metadata"]["path"] or "."))
        converter = getattr(self.parent, "parent", None)  # ours knows who does it
        done: Done = getattr(converter, "take", do)(work)
        if done.level in ("process", "none"):
            self.log.warning("Isolation «%s»: this is no place for the code of strangers; see docs/security.md", done.level)
        for trouble in done.troubles:
            self.log.warning("%s, %s", of["student"], plain(trouble))
        return nbformat.reads(done.notebook, as_version=4), resources

    def work(self, notebook: NotebookNode, folder: Path) -> Work:
        """What there is to do for a rebuilt notebook, beside which lie the files of ``folder``."""
        return Work(
            nbformat.writes(notebook),
            {str(path.relative_to(folder)): path.read_bytes() for path in _files(folder)},
            checks=Path(self.checks),
            private_checks=Path(self.private_checks).expanduser() if self.private_checks else None,
            limits=Limits(
                cell=self.cell_seconds,
                notebook=self.notebook_seconds,
                output=self.output,
                bounds=Bounds(memory=self.memory, files=self.files),
            ),
            isolation=self.isolation,
        )


def _files(folder: Path) -> Iterator[Path]:
    """What lies beside the notebooks, but for what nbgrader itself put there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".ipynb" and path.name != "timestamp.txt":
            yield path
