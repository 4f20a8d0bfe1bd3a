"""Grade an assignment with nbgrader's own programs, and read the points back from its gradebook."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
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
from grader.grading.pool import cluster, default_jobs, processes, run
from grader.grading.work import Done, Work, do
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
    scheduler: str | None = None
    """The address of a Dask scheduler, whose workers do it instead."""


Tell = Callable[[int, int, Sequence[str]], None]
"""Is told how many submissions are graded, of how many, and the new troubles."""


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
    config = _config(root, submitted, output)
    folder = Path(config.CourseDirectory.get("submitted_directory", "submitted"))
    students, troubles = submissions(root / folder, assignment, wishes.student)
    if not students and not troubles:
        raise CourseError(
            f"{folder}: holds no submission for {assignment}; put them at <student>/{assignment}/<notebook>.ipynb"
        )
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which work
    coursedir = CourseDirectory(config=config)
    if output:  # a gradebook of its own has to learn the release's exercises first
        generate_assignments(
            root,
            source,
            output.resolve() / "release",
            "--force",
            f"--CourseDirectory.db_url={coursedir.db_url}",
        )
    api = NbGraderAPI(coursedir, config=config)
    todo = [student for student in students if wishes.force or not _is_graded(coursedir, assignment, student)]
    tell(0, len(todo), troubles)
    for number, told in enumerate(_grade_all(api, assignment, todo, wishes), 1):
        troubles += told
        tell(number, len(todo), told)
    exercises, points = read_points(coursedir.db_url, assignment)
    return Graded(exercises, points, Path(coursedir.format_path(coursedir.feedback_directory, ".", ".")), troubles)


def _is_graded(coursedir: CourseDirectory, assignment: str, student: str) -> bool:
    """Whether there are a graded copy and a feedback page, of a submission that is not newer."""
    places = (coursedir.submitted_directory, coursedir.autograded_directory, coursedir.feedback_directory)
    submitted, graded, feedback = (Path(coursedir.format_path(place, student, assignment)) for place in places)
    if not any(graded.glob("*.ipynb")) or not any(feedback.glob("*.html")):
        return False
    seen = min(path.stat().st_mtime for path in feedback.glob("*.html"))
    return all(path.lstat().st_mtime <= seen for path in submitted.iterdir())


def _grade_all(api: NbGraderAPI, assignment: str, students: Sequence[str], wishes: Wishes) -> Iterator[list[str]]:
    """Grade submissions, whichever is done first. Gives the troubles of each."""
    works: dict[tuple[str, int], Work] = {}
    done: dict[str, dict[str, Done]] = {}
    for student in students:
        done[student] = {}
        with suppress(Exception):  # what cannot be taken in, nbgrader is asked for below, and says why
            works |= {(student, number): work for number, work in enumerate(_works(api, assignment, student))}
    missing = Counter(student for student, _ in works)
    for student in students:
        if not missing[student]:
            yield list(_write(api, assignment, student, {}))
    jobs = min(wishes.jobs or default_jobs(), len(works)) or 1
    workers = partial(cluster, wishes.scheduler) if wishes.scheduler else partial(processes, jobs)
    lost: dict[str, list[str]] = {}
    for (student, _), result in run(do, works, workers):
        missing[student] -= 1
        if isinstance(result, Done):
            done[student][result.digest] = result
        else:
            lost.setdefault(student, []).append(f"{student}/{assignment}: was not graded; {on_one_line(str(result))}")
        if not missing[student]:
            yield lost[student] if student in lost else list(_write(api, assignment, student, done.pop(student)))


def _works(api: NbGraderAPI, assignment: str, student: str) -> list[Work]:
    with temp_attrs(api.coursedir, assignment_id=assignment):
        return Autograde(api.coursedir, parent=api).works(student)


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


def _write(api: NbGraderAPI, assignment: str, student: str, done: Mapping[str, Done]) -> Iterator[str]:
    """Have nbgrader record one submission and write its feedback. Gives a line for each trouble."""
    coursedir = api.coursedir
    folder = f"{coursedir.submitted_directory}/{student}/{assignment}"
    with temp_attrs(coursedir, assignment_id=assignment, student_id=student):
        autograde = Autograde(coursedir, done=done, parent=api, force=True)
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
