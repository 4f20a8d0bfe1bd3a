"""One notebook by itself, judged exactly as a submission is: rebuilt, run in the sandbox, by every check that is here.

There is no gradebook in it, and nothing is written but in a temporary folder. Files beside the notebook are not taken
along: that folder may be anybody's home.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from traitlets.config.loader import Config, PyFileConfigLoader

from grader.errors import CourseError
from grader.exercises import Exercise, load_exercises
from grader.grading.pipeline import ExecuteAndJudge, Rebuild
from grader.grading.reading import MAX_BYTES, Unreadable, language_of, read_notebook
from grader.grading.release import release_folder, releases, roots
from grader.grading.work import judge
from grader.judging.messages import no_check_cell
from grader.judging.verdict import Findings, Verdict
from grader.languages import LANGUAGES, Text, said
from grader.unseen import on_one_line


@dataclass(frozen=True)
class Prepared:
    """A notebook that is ready to be judged: rebuilt, in its language, with the exercises that its lesson has."""

    notebook: NotebookNode
    lesson: str
    lang: str
    exercises: tuple[Exercise, ...]
    config: Config

    @property
    def mended(self) -> list[str]:
        """What had to be repaired, in the notebook's language."""
        return list(self.notebook.metadata["course"]["mended"])


def prepare(path: Path, root: Path, told: str) -> Prepared:
    """Read the notebook at ``path`` and rebuild it from its release, near ``root`` or in the installed course.

    Raises CourseError, in the language ``told``, if it is no notebook of this course or its release is nowhere.
    """
    config = _config(root)
    execute = ExecuteAndJudge(config=config)
    private = Path(execute.private_checks).expanduser() if execute.private_checks else None
    exercises = load_exercises(Path(execute.checks), private)
    submission, notes = _read(path, told)
    lang = language_of(submission) or LANGUAGES[0]
    lesson = lesson_of(submission, exercises)
    if lesson is None:
        raise CourseError(f"{_shown(path)}: {said(_FOREIGN, told)}")
    assignment, _, name = lesson.partition("/")
    configured = [Path(folder) for folder in [Rebuild(config=config).releases.get(lang)] if folder]
    with tempfile.TemporaryDirectory(prefix="release-") as scratch:
        folder = release_folder(lesson, lang, path, [*configured, *releases(root, lang)], Path(scratch))
        if folder is None:
            raise CourseError(f"{_shown(path)}: {said(_NO_RELEASE, told).format(lesson=lesson, lang=lang)}")
        rebuild = Rebuild(config=config, releases={lang: str(folder)})
        about = {"student": "", "assignment": assignment, "notebook": name, "mended": notes}
        rebuilt, _ = rebuild.preprocess(submission, {"nbgrader": about})
    its = tuple(one for one in exercises.values() if f"{one.assignment}/{one.lesson}" == lesson)
    return Prepared(rebuilt, lesson, lang, its, config)


def judge_prepared(prepared: Prepared, notebook: NotebookNode | None = None) -> tuple[str, list[Verdict]]:
    """The level that it ran at, and the verdict on each exercise of the lesson.

    ``notebook`` may be a part of the rebuilt one: then on the exercises whose check cells are in it.
    """
    whole = notebook is None
    execute = ExecuteAndJudge(config=prepared.config)
    with tempfile.TemporaryDirectory(prefix="beside-") as nothing:
        text = nbformat.writes(prepared.notebook if notebook is None else notebook)
        executed, verdicts = judge(execute.work(nbformat.reads(text, as_version=4), Path(nothing)))
    by_id = {verdict.exercise.id: verdict for verdict in verdicts}
    if whole:  # a release that somebody worked in may lack one: it is no reason to count for less than the lesson does
        for exercise in prepared.exercises:
            missing = Findings(exercise.id, 0, trouble=no_check_cell(exercise.id))
            by_id.setdefault(exercise.id, Verdict(missing, exercise, prepared.lang))
    return executed.metadata["course"]["isolation"], [by_id[e.id] for e in prepared.exercises if e.id in by_id]


def lesson_of(notebook: NotebookNode, exercises: Mapping[str, Exercise]) -> str | None:
    """The lesson that a notebook is of: by its metadata, or else by the exercises that are in it."""
    lessons = {id: f"{exercise.assignment}/{exercise.lesson}" for id, exercise in exercises.items()}
    says = notebook.metadata.get("course", {}).get("lesson")
    if says in lessons.values():
        return str(says)
    ids = (cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in notebook.cells)
    found = Counter(lessons[id] for id in (str(id).removesuffix("_answer") for id in ids) if id in lessons)
    return found.most_common(1)[0][0] if found else None


def _config(root: Path) -> Config:
    """The course's configuration, where there is one: who installed no more than notebooks has none."""
    for folder in roots(root):
        if (folder / "nbgrader_config.py").is_file():
            return PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    return Config()


def _read(path: Path, told: str) -> tuple[NotebookNode, list[Text]]:
    try:
        with open(path, "rb") as file:
            return read_notebook(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise CourseError(f"{_shown(path)}: {said(_NOT_OPENED, told).format(why=error.strerror)}") from None
    except Unreadable as error:
        raise CourseError(f"{_shown(path)}: {said(_UNREADABLE, told).format(why=said(error.why, told))}") from None


def _shown(path: Path) -> str:
    return on_one_line(str(path))


_NOT_OPENED: Text = {
    "es": "no se puede abrir ({why}); escribe la ruta de un notebook",
    "en": "cannot be opened ({why}); give the path of a notebook",
}
_UNREADABLE: Text = {
    "es": "no se puede leer ({why}); ábrelo en Jupyter, guárdalo y vuelve a intentarlo",
    "en": "cannot be read ({why}); open it in Jupyter, save it and try again",
}
_FOREIGN: Text = {
    "es": "no es un notebook de este curso, porque no tiene ninguno de sus ejercicios; escribe la ruta de una lección, "
    "como notebooks/es/1-packaging/1-serialization.ipynb",
    "en": "is no notebook of this course, as it has none of its exercises; give the path of a lesson, such as "
    "notebooks/en/1-packaging/1-serialization.ipynb",
}
_NO_RELEASE: Text = {
    "es": "no se encuentra la lección {lesson} tal como se entregó; ejecútalo en la carpeta del curso, la que contiene "
    "notebooks/{lang}/, o indica cuál es con --root",
    "en": "the lesson {lesson} as it was released is nowhere to be found; run this in the course folder, the one that "
    "holds notebooks/{lang}/, or name it by --root",
}
