"""A course whose class was graded without a kernel: gradebook and graded notebooks as the grader itself writes them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from grader.exercises import Exercise, load_exercises
from grader.grading.work import put_cards
from grader.judging.verdict import CheckResult, Findings, Verdict
from grader.languages import LANGUAGES, Text
from tests.conftest import ROOT
from tests.reporting.writing import LESSON, SOLUTION, STUB

ASSIGNMENT = "hw"
NOW = datetime(2026, 4, 1, 12, 0)
CHECKS = ("first", "second", "third", "fourth")
_CONFIG = """
load_subconfig("nbgrader_config.py", path={course!r})
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = "sqlite:///" + {root!r} + "/gradebook.db"
c.Rebuild.releases = {{lang: {root!r} + "/notebooks/" + lang for lang in {languages!r}}}
c.ExecuteAndJudge.checks = {root!r} + "/checks"
"""
_TITLE: Text = {"es": "Resumen número {n}", "en": "Summary number {n}"}
_STATEMENT: Text = {
    "es": "### Ejercicio {n}\n\nEscribe `summarise(orders)`: devuelve un diccionario.",
    "en": "### Exercise {n}\n\nWrite `summarise(orders)`: it gives back a dictionary.",
}


@dataclass
class Student:
    """Who handed in what: by exercise the answer and which of its checks pass."""

    id: str
    lang: str
    answers: dict[str, str] = field(default_factory=dict)
    passed: dict[str, Sequence[bool]] = field(default_factory=dict)
    when: datetime | None = None
    message: str = "KeyError: 'minutes'"
    trouble: str = ""
    """The exercise that could not be judged."""


@dataclass(frozen=True)
class Made:
    """The folder of the course, and its exercises by notebook."""

    root: Path
    exercises: dict[str, list[str]]


def make_course(root: Path, notebooks: int = 2, exercises: int = 3) -> Made:
    """A course that students could work in, whose gradebook knows nobody."""
    names = {f"{n}-part": [f"ex{n}{letter}" for letter in "abcdef"[:exercises]] for n in range(1, notebooks + 1)}
    config = _CONFIG.format(course=str(ROOT), root=str(root), languages=LANGUAGES)
    (root / "nbgrader_config.py").write_text(config)
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        gradebook.add_assignment(ASSIGNMENT)
        for name, ids in names.items():
            gradebook.add_notebook(name, ASSIGNMENT)
            _write_exercises(root / "checks" / ASSIGNMENT / name, ids)
            for id in ids:
                gradebook.add_grade_cell(id, name, ASSIGNMENT, max_score=4, cell_type="code")
            for lang in LANGUAGES:
                _write(root / "notebooks" / lang / ASSIGNMENT / f"{name}.ipynb", lesson(ids, lang, STUB))
            _write(root / "build/source" / LANGUAGES[0] / ASSIGNMENT / f"{name}.ipynb", lesson(ids, LANGUAGES[0], SOLUTION))
    return Made(root, names)


def _write_exercises(folder: Path, ids: Sequence[str]) -> None:
    folder.mkdir(parents=True)
    langs = "\n".join(f'{lang} = "-"' for lang in LANGUAGES)
    tables = []
    for n, id in enumerate(ids, 1):
        titles = "\n".join(f'title.{lang} = "{_TITLE[lang].format(n=n)}"' for lang in LANGUAGES)
        hints = f"[[{id}.hints]]\n{langs}\n" * 3
        why = "\n".join(f'why.{lang} = "…"' for lang in LANGUAGES)
        tables.append(f"[{id}]\npoints = 4\n{titles}\n{why}\n{hints}")
    (folder / "exercises.toml").write_text("\n".join(tables))


def lesson(ids: Sequence[str], lang: str, answer: str) -> NotebookNode:
    """A notebook with an exercise for each id."""
    cells = [new_markdown_cell("# Hola · Hello", id="title"), new_code_cell(LESSON, id="lesson")]
    flags = {"schema_version": 3, "task": False, "locked": False, "grade": False, "solution": False}
    for n, id in enumerate(ids, 1):
        answers = {**flags, "grade_id": f"{id}_answer", "solution": True}
        checks = {**flags, "grade_id": id, "grade": True, "locked": True, "points": 4}
        cells += [
            new_markdown_cell(_STATEMENT[lang].format(n=n), id=f"{id}-statement"),
            new_code_cell(answer, id=f"{id}-answer", metadata={"nbgrader": answers}),
            new_code_cell(f'check("{id}")', id=f"{id}-check", metadata={"nbgrader": checks}),
        ]
    return new_notebook(cells=cells, metadata={"course": {"lang": lang, "lesson": "1-part"}})


def grade(made: Made, students: Sequence[Student]) -> None:
    """Put the class into the gradebook and into ``autograded/``, as grading does."""
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries, which work
    exercises = load_exercises(made.root / "checks")
    with Gradebook(f"sqlite:///{made.root}/gradebook.db") as gradebook:
        for student in students:
            gradebook.add_student(student.id)
            when = {"timestamp": student.when.isoformat()} if student.when else {}
            points = {}
            for name, ids in made.exercises.items():
                written = [id for id in ids if id in student.answers]
                if not written:
                    continue
                notebook = lesson(ids, student.lang, STUB)
                verdicts = [verdict(student, exercises[id]) for id in ids]
                for id in written:
                    next(cell for cell in notebook.cells if cell.id == f"{id}-answer").source = student.answers[id]
                put_cards(notebook, verdicts)
                points |= {each.exercise.id: float(each) for each in verdicts}
                _write(made.root / "autograded" / student.id / ASSIGNMENT / f"{name}.ipynb", notebook)
            submission = gradebook.add_submission(ASSIGNMENT, student.id, **when)
            for notebook in submission.notebooks:
                for row in notebook.grades:
                    row.auto_score, row.needs_manual_grade = points.get(row.name, 0.0), False
        gradebook.db.commit()


def verdict(student: Student, exercise: Exercise) -> Verdict:
    """The judge's, had it judged."""
    if student.trouble == exercise.id:
        why = {"es": "El kernel terminó.", "en": "The kernel ended."}
        return Verdict(Findings(exercise.id, 1, trouble=why), exercise, student.lang)
    told = {"es": f"Tu código lanzó {student.message}", "en": f"Your code raised {student.message}"}
    passed = student.passed.get(exercise.id, (False,) * len(CHECKS))
    checks = tuple(
        CheckResult(
            f"test_{name}", {"es": f"Frase {name}", "en": f"Sentence {name}"}, bool(well), hidden=n == 3, happened=told
        )
        for n, (name, well) in enumerate(zip(CHECKS, passed, strict=True))
    )
    return Verdict(Findings(exercise.id, 1, checks), exercise, student.lang)


def _write(path: Path, notebook: NotebookNode) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
