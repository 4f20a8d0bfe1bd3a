"""The four functions that a notebook imports, in one language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from grader.exercises import Exercise, load_exercises
from grader.judging.check import judge_here
from grader.judging.launch import warm_up
from grader.judging.messages import judged_in_its_cell
from grader.judging.verdict import Findings, Verdict
from grader.learning import progress as record
from grader.learning.figures import show

_WORDS = {
    "es": {
        "unknown": "No existe el ejercicio «{id}». Los de este curso son: {known}.",
        "hint": "Pista {number} de {total}: {text}",
        "last": "Ya viste las tres pistas; aquí están otra vez.",
        "none": "Todavía no has comprobado ningún ejercicio. Ejecuta una celda check(…) y vuelve aquí.",
        "row": "{mark} {title}: {points} de {total}",
        "sum": "Llevas {points} de {total} puntos.",
    },
    "en": {
        "unknown": "There is no exercise “{id}”. The ones in this course are: {known}.",
        "hint": "Hint {number} of {total}: {text}",
        "last": "You have seen all three hints; here they are again.",
        "none": "You have not checked any exercise yet. Run a check(…) cell and come back.",
        "row": "{mark} {title}: {points} of {total}",
        "sum": "You have {points} of {total} points.",
    },
}


def in_language(
    lang: str,
) -> tuple[Callable[[str], Verdict], Callable[[str], None], Callable[[], None], Callable[..., None]]:
    """``check``, ``hint``, ``progress`` and ``show`` that speak ``lang``."""
    words = _WORDS[lang]
    grading = os.environ.get("NBGRADER_EXECUTION") == "autograde"
    if not grading:
        warm_up()

    def find(id: str) -> Exercise:
        exercises = load_exercises()
        if id not in exercises:
            raise ValueError(words["unknown"].format(id=id, known=", ".join(exercises)))
        return exercises[id]

    def check(id: str) -> Verdict:
        """Check the exercise ``id``; shows the card and gives the points."""
        exercise = find(id)
        if grading:  # a cell of the student's own: the grader judges the course's check cells, from outside
            return Verdict(Findings(id, 0, trouble=judged_in_its_cell()), exercise, lang)
        verdict = Verdict(judge_here(exercise, sys.modules["__main__"].__dict__), exercise, lang)
        record.save_points(id, float(verdict))
        if not _shows_html():
            print(verdict)
        return verdict

    def hint(id: str) -> None:
        """The next hint for the exercise ``id``: a nudge, the place to read, half of the answer."""
        hints = find(id).hints
        seen = record.next_hint(id, len(hints))
        if seen > len(hints):
            print(words["last"])
        for number in range(1, min(seen, len(hints)) + 1):
            print(words["hint"].format(number=number, total=len(hints), text=hints[number - 1][lang]))

    def progress() -> None:
        """Your best points in each exercise that you have checked."""
        points = record.best_points()
        rows = [exercise for exercise in load_exercises().values() if exercise.id in points]
        if not rows:
            print(words["none"])
            return
        for exercise in rows:
            mark = "✓" if points[exercise.id] >= exercise.points else "·"
            print(
                words["row"].format(mark=mark, title=exercise.title[lang], **_of(points[exercise.id], exercise.points, lang))
            )
        total = sum(exercise.points for exercise in rows)
        print(words["sum"].format(**_of(sum(points[exercise.id] for exercise in rows), total, lang)))

    return check, hint, progress, show


def _of(points: float, total: float, lang: str) -> dict[str, str]:
    from grader.judging.card import number

    return {"points": number(points, lang), "total": number(total, lang)}


def _shows_html() -> bool:
    """Whether this is a kernel, whose front end shows the card by itself."""
    get_ipython: Any = sys.modules["__main__"].__dict__.get("get_ipython")
    return get_ipython is not None and hasattr(get_ipython(), "kernel")
