"""Grade an assignment with nbgrader's own programs, and read the points back from its gradebook."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config, PyFileConfigLoader

from grader.authoring.generate import generate_assignments
from grader.errors import CourseError
from grader.grading.autograde import Autograde, Tell
from grader.grading.intake import submissions
from grader.languages import LANGUAGES
from grader.unseen import on_one_line


@dataclass(frozen=True)
class Graded:
    """What a grading gave: points by student and exercise, where the feedback is, and what could not be graded."""

    exercises: list[tuple[str, float]]
    points: dict[str, dict[str, float]]
    feedback: Path
    troubles: list[str]


@dataclass(frozen=True)
class Wishes:
    """Which submissions are to be graded, and by whom."""

    student: str = "*"
    """A student's id, or a pattern."""
    force: bool = False
    """Also what is graded already."""
    jobs: int | None = None
    """Workers on this machine; as many as it has room for, if None."""
    only_failed: bool = False
    """Again, but only what was not graded, or not judged to the end."""
    scheduler: str | None = None
    """The address of a Dask scheduler, whose workers do it instead."""


def grade(
    root: Path,
    assignment: str,
    submitted: Path | None = None,
    output: Path | None = None,
    wishes: Wishes = Wishes(),
    tell: Tell = lambda done, of, troubles: None,
) -> Graded:
    """Grade what students submitted to ``assignment``: workers execute and judge, this process alone writes.

    ``submitted`` and ``output`` (gradebook, graded notebooks and feedback) are the course's own folders unless given.
    What is graded already, and was not submitted anew, is left as it is. When it is stopped, the gradebook holds what
    was graded until then, and the next time it goes on from there. Raises CourseError for an assignment that does not
    exist and for a folder without submissions.
    """
    source = root / "build/source" / LANGUAGES[0]
    known = sorted(path.name for path in source.iterdir()) if source.is_dir() else []
    if assignment not in known:
        there_are = f"the ones of this course are {', '.join(known)}" if known else "run «grader build» first"
        raise CourseError(f"there is no assignment «{assignment}»; {there_are}")
    config = configuration(root, submitted, output)
    folder = Path(config.CourseDirectory.get("submitted_directory", "submitted"))
    students, troubles = submissions(root / folder, assignment, wishes.student)
    if not students and not troubles:
        raise CourseError(
            f"{folder}: holds no submission for {assignment}; put them at <student>/{assignment}/<notebook>.ipynb"
        )
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which work
    coursedir = CourseDirectory(config=config)
    if output:  # a gradebook of its own has to learn the release's exercises first
        output.mkdir(parents=True, exist_ok=True)
        generate_assignments(
            root,
            source,
            output.resolve() / "release",
            "--force",
            f"--CourseDirectory.db_url={coursedir.db_url}",
        )
    api = NbGraderAPI(coursedir, config=config)
    if wishes.only_failed:
        students = [student for student in students if _failed(coursedir, assignment, student)]
    with temp_attrs(coursedir, assignment_id=assignment, student_id=wishes.student):
        autograde = Autograde(
            coursedir,
            students=students,
            tell=tell,
            after=partial(_feedback, api, assignment),
            parent=api,
            force=wishes.force or wishes.only_failed,
            jobs=wishes.jobs or 0,
            scheduler=wishes.scheduler or "",
        )
        with suppress(NbGraderException):  # it has told
            autograde.start()
    troubles = autograde.troubles
    for student in students:
        if not _has_feedback(coursedir, assignment, student):
            troubles += _feedback(api, assignment, student)
    exercises, points = read_points(coursedir.db_url, assignment)
    return Graded(exercises, points, Path(coursedir.format_path(coursedir.feedback_directory, ".", ".")), troubles)


def configuration(root: Path, submitted: Path | None, output: Path | None) -> Config:
    """nbgrader's configuration of the course, with other folders where they are given."""
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    course = config.CourseDirectory
    if submitted:
        course.submitted_directory = str(submitted)
    if output:
        output = output.resolve()
        course.autograded_directory = str(output / "autograded")
        course.feedback_directory = str(output / "feedback")
        course.db_url = f"sqlite:///{output}/gradebook.db"
    return config


def _feedback(api: NbGraderAPI, assignment: str, student: str) -> Iterator[str]:
    """Have nbgrader write the feedback of one submission. Gives a line for each trouble."""
    coursedir = api.coursedir
    if Path(coursedir.format_path(coursedir.autograded_directory, student, assignment)).is_dir():
        result = api.generate_feedback(assignment, student, force=True)
        if not result["success"]:
            yield f"{coursedir.submitted_directory}/{student}/{assignment}: has no feedback page; {_last_line(result)}"


def _has_feedback(coursedir: CourseDirectory, assignment: str, student: str) -> bool:
    """Whether there is a page for each graded notebook, and not an older one."""
    graded, pages = (
        Path(coursedir.format_path(place, student, assignment))
        for place in (coursedir.autograded_directory, coursedir.feedback_directory)
    )
    made = {page.stem: page.stat().st_mtime for page in pages.glob("*.html")}
    return all(notebook.stat().st_mtime <= made.get(notebook.stem, 0) for notebook in graded.glob("*.ipynb"))


def _failed(coursedir: CourseDirectory, assignment: str, student: str) -> bool:
    """Whether a submission was not graded, or has an exercise that could not be judged to the end."""
    graded = Path(coursedir.format_path(coursedir.autograded_directory, student, assignment))
    notebooks = [json.loads(path.read_text(encoding="utf-8")) for path in graded.glob("*.ipynb")]
    return not notebooks or any(notebook["metadata"]["course"].get("failed") for notebook in notebooks)


def _last_line(result: dict[str, str]) -> str:
    lines = [line for line in (result.get("error") or result.get("log") or "").splitlines() if line.strip()]
    return on_one_line(lines[-1]) if lines else "nbgrader gave no reason"


def read_points(db_url: str, assignment: str) -> tuple[list[tuple[str, float]], dict[str, dict[str, float]]]:
    """The exercises of an assignment with their points, and by student the points of each."""
    with Gradebook(db_url) as gradebook:
        try:
            notebooks = gradebook.find_assignment(assignment).notebooks
        except MissingEntry:
            return [], {}
        exercises = [(cell.name, cell.max_score) for notebook in notebooks for cell in notebook.grade_cells]
        points: dict[str, dict[str, float]] = {}
        for submission in gradebook.assignment_submissions(assignment):
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            points[submission.student.id] = {grade.name: grade.score for grade in grades}
    return exercises, dict(sorted(points.items()))
