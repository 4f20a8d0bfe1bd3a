"""Grade an assignment with nbgrader's own programs, and read the points back from its gradebook."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log, temp_attrs
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config, PyFileConfigLoader

from grader.authoring.generate import generate_assignments
from grader.errors import CourseError
from grader.grading.autograde import Autograde
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


def grade(root: Path, assignment: str, submitted: Path | None = None, output: Path | None = None) -> Graded:
    """Grade what students submitted to ``assignment``.

    ``submitted`` and ``output`` (gradebook, graded notebooks and feedback) are the course's own folders unless given.
    Raises CourseError for an assignment that does not exist and for a folder without submissions.
    """
    known = sorted(path.name for path in (root / "solutions").iterdir() if path.is_dir())
    if assignment not in known:
        raise CourseError(f"there is no assignment «{assignment}»; the ones of this course are {', '.join(known)}")
    config = _config(root, submitted, output)
    folder = Path(config.CourseDirectory.get("submitted_directory", "submitted"))
    students, troubles = submissions(root / folder, assignment)
    if not students and not troubles:
        raise CourseError(
            f"{folder}: holds no submission for {assignment}; put them at <student>/{assignment}/<notebook>.ipynb"
        )
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which work
    coursedir = CourseDirectory(config=config)
    api = NbGraderAPI(coursedir, config=config)
    if output:  # a gradebook of its own has to learn the release's exercises first
        generate_assignments(
            root,
            root / "build/source" / LANGUAGES[0],
            output.resolve() / "release",
            "--force",
            f"--CourseDirectory.db_url={coursedir.db_url}",
        )
    for student in students:
        troubles += _grade_student(api, assignment, student)
    exercises, points = read_points(coursedir.db_url, assignment)
    return Graded(exercises, points, Path(coursedir.format_path(coursedir.feedback_directory, ".", ".")), troubles)


def _config(root: Path, submitted: Path | None, output: Path | None) -> Config:
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    course = config.CourseDirectory
    if submitted:
        course.submitted_directory = str(submitted)
    if output:
        output = output.resolve()
        output.mkdir(parents=True, exist_ok=True)
        course.autograded_directory = str(output / "autograded")
        course.feedback_directory = str(output / "feedback")
        course.db_url = f"sqlite:///{output}/gradebook.db"
    return config


def _grade_student(api: NbGraderAPI, assignment: str, student: str) -> Iterator[str]:
    """Grade one submission, as ``NbGraderAPI.autograde`` would, and write its feedback. Gives a line for each trouble."""
    coursedir = api.coursedir
    folder = f"{coursedir.submitted_directory}/{student}/{assignment}"
    with temp_attrs(coursedir, assignment_id=assignment, student_id=student):
        autograde = Autograde(coursedir=coursedir, parent=api, force=True)
        result = capture_log(autograde)
    yield from autograde.troubles
    if not Path(coursedir.format_path(coursedir.autograded_directory, student, assignment)).is_dir():
        yield f"{folder}: was not graded; {_last_line(result)}"
        return
    result = api.generate_feedback(assignment, student, force=True)
    if not result["success"]:
        yield f"{folder}: has no feedback page; {_last_line(result)}"


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
