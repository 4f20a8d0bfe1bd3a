"""What grading left of an assignment: the points in the gradebook, and in the graded notebooks what each check found."""

from __future__ import annotations

import json
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader

from grader.errors import CourseError
from grader.exercises import CHECKS, load_exercises
from grader.grading.intake import submissions
from grader.languages import LANGUAGES, Text, said
from grader.unseen import on_one_line

_LONGEST_ANSWER = 50_000
"""Characters of an answer that are looked at."""

_NO_COURSE: Text = {
    "es": "{root}: no hay aquí ningún nbgrader_config.py; di con --root dónde está el curso",
    "en": "{root}: there is no nbgrader_config.py here; say with --root where the course is",
}
_NO_GRADEBOOK: Text = {
    "es": "{path}: no existe ese libro de notas; ejecuta antes «grader grade {assignment}»",
    "en": "{path}: there is no such gradebook; run “grader grade {assignment}” first",
}
_UNREADABLE: Text = {
    "es": "{gradebook}: este libro de notas no se puede leer ({told}); mira GRADER_DB_URL",
    "en": "{gradebook}: this gradebook cannot be read ({told}); look at GRADER_DB_URL",
}
_NO_ASSIGNMENT: Text = {
    "es": "la tarea «{assignment}» no está en {gradebook}; elige una de las que hay: {known}",
    "en": "there is no assignment “{assignment}” in {gradebook}; choose one of those there are: {known}",
}
_NOTHING_GRADED: Text = {
    "es": "no hay nada calificado de {assignment} en {gradebook}; ejecuta antes «grader grade {assignment}»",
    "en": "nothing of {assignment} is graded in {gradebook}; run “grader grade {assignment}” first",
}


@dataclass(frozen=True)
class Exercise:
    """An exercise as the gradebook knows it, with its title."""

    id: str
    lesson: str
    most: float
    title: Text


@dataclass(frozen=True)
class Check:
    """What one check found in one answer."""

    name: str
    hidden: bool
    says: Text
    passed: bool
    happened: Text | None = None


@dataclass(frozen=True)
class Answer:
    """What a student wrote for an exercise, in the notebook of a language, and what was found in it."""

    lang: str
    source: str
    checks: tuple[Check, ...] = ()
    trouble: Text | None = None
    recorded: bool = False
    """Whether the notebook says what each check found; older ones hold the points only."""


@dataclass(frozen=True)
class Submission:
    """What one student handed in. Exercises of a notebook that is missing have points (0), but no answer."""

    student: str
    points: dict[str, float]
    answers: dict[str, Answer] = field(default_factory=dict)
    when: datetime | None = None

    @property
    def total(self) -> float:
        return sum(self.points.values())


@dataclass(frozen=True)
class Graded:
    """An assignment that was graded, and where everything was found."""

    assignment: str
    gradebook: str
    exercises: list[Exercise]
    submissions: list[Submission]
    releases: dict[str, dict[str, NotebookNode]] = field(default_factory=dict)
    """By language and lesson: the notebook that students got."""
    solved: dict[str, NotebookNode] = field(default_factory=dict)
    """By lesson: the notebook with the reference solutions, where this machine has it."""
    sources: dict[str, str] = field(default_factory=dict)
    """By lesson: the file in which its text is mended."""
    due: datetime | None = None
    manual: int = 0
    """Scores that a person gave."""
    ungraded: tuple[str, ...] = ()
    """Students who submitted and are not graded."""
    unreadable: tuple[str, ...] = ()
    """Graded notebooks that are none any more."""
    results: Path = Path()
    """The folder into which grading writes."""

    @property
    def most(self) -> float:
        return sum(exercise.most for exercise in self.exercises)


def read_graded(root: Path, assignment: str, lang: str, submitted: Path | None = None, graded: Path | None = None) -> Graded:
    """Read the assignment of the course in ``root``; ``graded`` is the folder that was ``grader grade``'s ``--output``.

    Raises CourseError, in ``lang``, where there is no such course, gradebook or assignment, and where nothing is graded.
    """
    config = _config(root, lang, submitted, graded)
    coursedir = CourseDirectory(config=config)
    url = make_url(coursedir.db_url)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
        raise CourseError(said(_NO_GRADEBOOK, lang).format(path=url.database, assignment=assignment))
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which work
    try:
        with Gradebook(coursedir.db_url) as gradebook:
            return _read(gradebook, root, assignment, lang, config, coursedir)
    except SQLAlchemyError as error:
        told = on_one_line(str(error).split("\n")[0])
        raise CourseError(said(_UNREADABLE, lang).format(gradebook=_shown(coursedir.db_url), told=told)) from None


def _shown(db_url: str) -> str:
    """A gradebook's file, or its address without the password."""
    url = make_url(db_url)
    return str(url.database) if url.drivername.startswith("sqlite") else url.render_as_string()


def _config(root: Path, lang: str, submitted: Path | None, graded: Path | None) -> Config:
    try:
        config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound:
        raise CourseError(said(_NO_COURSE, lang).format(root=root)) from None
    if submitted:
        config.CourseDirectory.submitted_directory = str(submitted.resolve())
    if graded:
        config.CourseDirectory.autograded_directory = str(graded.resolve() / "autograded")
        config.CourseDirectory.feedback_directory = str(graded.resolve() / "feedback")
        config.CourseDirectory.db_url = f"sqlite:///{graded.resolve()}/gradebook.db"
    return config


def _read(
    gradebook: Gradebook, root: Path, assignment: str, lang: str, config: Config, coursedir: CourseDirectory
) -> Graded:
    shown = _shown(coursedir.db_url)
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        known = ", ".join(sorted(known.name for known in gradebook.assignments)) or "—"
        raise CourseError(said(_NO_ASSIGNMENT, lang).format(assignment=assignment, gradebook=shown, known=known)) from None
    checks = Path(config.ExecuteAndJudge.get("checks", str(CHECKS)))
    titles = {id: exercise.title for id, exercise in load_exercises(checks).items()}
    order = {id: number for number, id in enumerate(titles)}
    exercises = [
        Exercise(cell.name, notebook.name, cell.max_score, titles.get(cell.name, dict.fromkeys(LANGUAGES, cell.name)))
        for notebook in sorted(found.notebooks, key=lambda notebook: notebook.name)
        for cell in sorted(notebook.grade_cells, key=lambda cell: order.get(cell.name, len(order)))
    ]
    lessons = sorted({exercise.lesson for exercise in exercises})
    releases = {
        one: _notebooks(Path(folder) / assignment, lessons) for one, folder in config.Rebuild.get("releases", {}).items()
    }
    ours = {cell.id for notebooks in releases.values() for notebook in notebooks.values() for cell in notebook.cells}
    handed_in, unreadable, manual = [], [], 0
    for row in sorted(gradebook.assignment_submissions(assignment), key=lambda row: row.student.id):
        folder = Path(coursedir.format_path(coursedir.autograded_directory, row.student.id, assignment))
        answers: dict[str, Answer] = {}
        notebooks = [path for lesson in lessons if (path := folder / f"{lesson}.ipynb").is_file()]
        for path in notebooks:
            try:
                answers |= answers_in(json.loads(path.read_text(encoding="utf-8")), ours)
            except (OSError, ValueError, LookupError, TypeError, AttributeError):
                unreadable.append(f"{row.student.id}/{path.name}")
        if notebooks:
            grades = [grade for notebook in row.notebooks for grade in notebook.grades]
            manual += sum(grade.manual_score is not None for grade in grades)
            points = {grade.name: float(grade.score or 0) for grade in grades}
            handed_in.append(Submission(row.student.id, points, answers, row.timestamp))
    if not handed_in:
        raise CourseError(said(_NOTHING_GRADED, lang).format(assignment=assignment, gradebook=shown))
    inbox, _ = submissions(Path(coursedir.root, coursedir.submitted_directory), assignment)
    solved = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    sources = {lesson: root / "solutions" / assignment / f"{lesson}.py" for lesson in lessons}
    return Graded(
        assignment,
        shown,
        exercises,
        handed_in,
        releases,
        _notebooks(solved, lessons),
        {lesson: str(path.relative_to(root)) for lesson, path in sources.items() if path.is_file()},
        found.duedate,
        manual,
        tuple(sorted({*inbox} - {submission.student for submission in handed_in})),
        tuple(unreadable),
        Path(coursedir.format_path(coursedir.feedback_directory, ".", ".")).parent,
    )


def _notebooks(folder: Path, lessons: Collection[str]) -> dict[str, NotebookNode]:
    paths = {lesson: folder / f"{lesson}.ipynb" for lesson in lessons}
    return {lesson: nbformat.read(path, as_version=4) for lesson, path in paths.items() if path.is_file()}


def answers_in(notebook: dict[str, Any], ours: Collection[str]) -> dict[str, Answer]:
    """By exercise: what a graded notebook holds of it.

    The answer is what stands in its cell, and in the code cells (whose ids are none of ``ours``) that the student added
    since the exercise before.
    """
    answers, written = {}, list[str]()
    lang = notebook["metadata"]["course"]["lang"]
    for cell in notebook["cells"]:
        part = cell["metadata"].get("nbgrader", {})
        if part.get("grade"):
            answers[part["grade_id"]] = _judged(cell, lang, "\n\n".join(filter(None, written))[:_LONGEST_ANSWER])
            written = []
        elif cell["cell_type"] == "code" and (part.get("solution") or cell.get("id") not in ours):
            source = cell["source"]
            written.append((source if isinstance(source, str) else "".join(source)).strip("\n"))
    return answers


def _judged(cell: dict[str, Any], lang: str, source: str) -> Answer:
    """The answer above a check cell, with what the judge recorded in that cell's only output."""
    output: dict[str, Any] = next(iter(cell["outputs"]), {})
    record = output.get("metadata", {}).get("course")
    if record is None:
        return Answer(lang, source)
    return Answer(lang, source, tuple(_checks(record["checks"])), record["trouble"], recorded=True)


def _checks(records: list[dict[str, Any]]) -> Iterator[Check]:
    for record in records:
        name = record.get("name") or said(record["says"], LANGUAGES[0])  # a hidden check tells no more than its sentence
        yield Check(name, record["hidden"], record["says"], record["passed"], record.get("happened"))
