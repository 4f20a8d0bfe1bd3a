"""The lessons and the exercises of a course, taken together: where they fit, and the notebooks that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.authoring.index import INDEX, index_path, index_text, wrong_with_index
from grader.authoring.notebook import notebook_text
from grader.authoring.source import Lesson, Problem, lesson_paths, read_lesson
from grader.errors import CourseError
from grader.exercises import Exercise, load_exercises
from grader.languages import LANGUAGES

Notebooks = dict[Path, str]
"""The text of each notebook, by its path: ``<lang>/<assignment>/<n>-<lesson>.ipynb``, or ``index.ipynb``."""


def source_notebooks(root: Path, languages: Sequence[str] = LANGUAGES) -> Notebooks:
    """Every lesson in every language, solutions included. Raises CourseError if the course does not fit together."""
    exercises = load_exercises(checks_folder(root))
    lessons = [read_lesson(path, languages) for path in lesson_paths(root)]
    if not lessons:
        raise CourseError(f"{root / 'solutions'}: holds no lesson; write solutions/<assignment>/<n>-<lesson>.py")
    for problem in wrong_with_course(lessons, exercises):
        raise CourseError(str(problem))
    return {
        Path(lang, f"{lesson.id}.ipynb"): notebook_text(lesson, lang, exercises) for lang in languages for lesson in lessons
    }


def index_notebook(root: Path, languages: Sequence[str] = LANGUAGES) -> Notebooks:
    """The welcome notebook, if the course has one: not nbgrader's, so that it is not among the others."""
    if not index_path(root).exists():
        return {}
    lessons = [read_lesson(path, languages) for path in lesson_paths(root)]
    index = read_lesson(index_path(root), languages)
    for problem in wrong_with_index(index, lessons):
        raise CourseError(str(problem))
    return {INDEX: index_text(index, lessons, languages)}


def checks_folder(root: Path) -> Path:
    """Where the course in ``root`` defines its exercises."""
    return root / "grader" / "checks"


def wrong_with_course(lessons: Sequence[Lesson], exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Where lessons and exercises do not fit together."""
    used: dict[str, str] = {}
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind != "answer":
                continue
            exercise = exercises.get(cell.exercise)
            if exercise is None:
                message = f"«{cell.exercise}» is no exercise; define it in grader/checks/{lesson.id}/exercises.toml"
                yield Problem(lesson.path, cell.line, message)
            elif (exercise.assignment, exercise.lesson) != (lesson.assignment, lesson.name):
                home = f"{exercise.assignment}/{exercise.lesson}"
                message = f"«{cell.exercise}» is an exercise of {home}; move its definition or its answer cell"
                yield Problem(lesson.path, cell.line, message)
            used[cell.exercise] = lesson.id
    for id, exercise in exercises.items():
        if id not in used:
            path = exercise.public.parent / "exercises.toml"
            message = f'no lesson uses «{id}»; write its answer cell (# %% exercise="{id}") or remove the definition'
            yield Problem(path, line_of(path, f"[{id}]"), message)


def line_of(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(start)), 1)
