"""Grade an assignment with nbgrader's own programs, and read the points back from its gradebook."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config, PyFileConfigLoader

from grader.authoring.generate import generate_assignments
from grader.errors import CourseError
from grader.languages import LANGUAGES


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
    submissions = sorted((root / folder).glob(f"*/{assignment}/*.ipynb"))
    if not submissions:
        raise CourseError(
            f"{folder}: holds no submission for {assignment}; put them at <student>/{assignment}/<notebook>.ipynb"
        )
    unreadable = {path: trouble for path in submissions if (trouble := _unreadable(path))}
    troubles = list(unreadable.values())
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
    # nbgrader gives up a student's whole assignment over one notebook that it cannot read
    for student in sorted({p.parent.parent.name for p in submissions} - {p.parent.parent.name for p in unreadable}):
        result = api.autograde(assignment, student, force=True)
        if not result["success"]:
            troubles.append(f"{folder}/{student}/{assignment}: was not graded; {_last_line(result)}")
            continue
        result = api.generate_feedback(assignment, student, force=True)
        if not result["success"]:
            troubles.append(f"{folder}/{student}/{assignment}: has no feedback page; {_last_line(result)}")
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


def _unreadable(path: Path) -> str:
    """Why a submitted file cannot be a notebook; empty if it can."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        return f"{path}: is not a notebook ({error}); ask the student to save and submit it again"
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return f"{path}: is not a notebook (it has no cells); ask the student to submit it again"
    return ""


def _last_line(result: dict[str, str]) -> str:
    lines = [line for line in (result.get("error") or result.get("log") or "").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "nbgrader gave no reason"


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
