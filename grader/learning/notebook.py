"""The five functions that a notebook imports, in one language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from grader.exercises import Exercise, load_exercises
from grader.judging.check import judge_servant
from grader.judging.launch import warm_up
from grader.judging.messages import judged_in_its_cell
from grader.judging.serve import Servant
from grader.judging.verdict import Findings, Verdict
from grader.learning import progress as record
from grader.learning.attempts import answer_in, fingerprint
from grader.learning.figures import show

_WORDS = {
    "es": {
        "unknown": "No existe el ejercicio «{id}». Los de este curso son: {known}.",
        "hint": "Pista {number} de {total}: {text}",
        "last": "Ya viste las tres pistas; aquí están otra vez.",
    },
    "en": {
        "unknown": "There is no exercise “{id}”. The ones in this course are: {known}.",
        "hint": "Hint {number} of {total}: {text}",
        "last": "You have seen all three hints; here they are again.",
    },
}


def in_language(
    lang: str,
) -> tuple[Callable[[str], Verdict], Callable[[str], None], Callable[[], None], Callable[..., None], Callable[[str], None]]:
    """``check``, ``hint``, ``progress``, ``show`` and ``solution`` that speak ``lang``."""
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
        servant = Servant(sys.modules["__main__"].__dict__)
        verdict = Verdict(judge_servant(exercise, servant), exercise, lang)
        record.save_points(id, float(verdict))
        attempt = fingerprint(answer_in(servant.namespace, servant.asked))
        if attempt and not verdict.findings.trouble:
            record.save_attempt(id, attempt)
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
        """How far you are: your best points in each lesson and exercise, and the next step."""
        from grader.learning.standing import IN_A_NOTEBOOK, report

        print("\n".join(report(lang, IN_A_NOTEBOOK)))

    def solution(id: str) -> None:
        """The reference solution of the exercise ``id`` and why it is so, once it passes or after three honest attempts."""
        from grader.learning.solution import explained, not_yet, standing_of
        from grader.learning.standing import IN_A_NOTEBOOK

        one = standing_of(find(id))
        print("\n".join(explained(one.exercise, lang) if one.unlocked else not_yet(one, lang, IN_A_NOTEBOOK)))

    return check, hint, progress, show, solution


def _shows_html() -> bool:
    """Whether this is a kernel, whose front end shows the card by itself."""
    get_ipython: Any = sys.modules["__main__"].__dict__.get("get_ipython")
    return get_ipython is not None and hasattr(get_ipython(), "kernel")
