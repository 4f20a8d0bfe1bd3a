"""The six functions that a notebook imports, in one language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from grader.exercises import Exercise, load_exercises
from grader.judging.check import judge_servant
from grader.judging.launch import warm_up
from grader.judging.messages import judged_in_its_cell
from grader.judging.serve import Servant
from grader.judging.verdict import Findings, Verdict
from grader.languages import Text, said, vocabulary
from grader.learning import progress as record
from grader.learning.attempts import answer_in, fingerprint
from grader.learning.figures import show
from grader.learning.quiz import ShownQuiz
from grader.learning.telling import shows_html, tell
from grader.quizzes import quiz_paths, read_quiz

_WORDS: dict[str, Text] = {
    "unknown": {
        "es": "No existe el ejercicio «{id}». Los de este curso son: {known}.",
        "en": "There is no exercise “{id}”. The ones in this course are: {known}.",
    },
    "hint": {"es": "Pista {number} de {total}: {text}", "en": "Hint {number} of {total}: {text}"},
    "no quiz": {
        "es": "La lección «{lesson}» no tiene preguntas. Las que las tienen son: {known}.",
        "en": "The lesson “{lesson}” has no quiz. The ones that have are: {known}.",
    },
    "last": {
        "es": "Ya viste las tres pistas; aquí están otra vez.",
        "en": "You have seen all three hints; here they are again.",
    },
}


class Functions(NamedTuple):
    """What a notebook imports, in its order."""

    check: Callable[[str], Verdict]
    hint: Callable[[str], None]
    progress: Callable[[], None]
    quiz: Callable[[str], ShownQuiz | None]
    show: Callable[..., None]
    solution: Callable[[str], None]


def in_language(lang: str) -> Functions:
    """The functions that speak ``lang``."""
    words = vocabulary(_WORDS, lang)
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
        if not shows_html():
            print(verdict)
        return verdict

    def hint(id: str) -> None:
        """The next hint for the exercise ``id``: a nudge, the place to read, half of the answer."""
        hints = find(id).hints
        seen = record.next_hint(id, len(hints))
        told = [words["last"]] if seen > len(hints) else []
        for number in range(1, min(seen, len(hints)) + 1):
            told.append(words["hint"].format(number=number, total=len(hints), text=said(hints[number - 1], lang)))
        tell(told, lang)

    def progress() -> None:
        """How far you are: your best points in each lesson and exercise, and the next step."""
        from grader.learning.standing import IN_A_NOTEBOOK, report

        print("\n".join(report(lang, IN_A_NOTEBOOK)))

    def quiz(lesson: str) -> ShownQuiz | None:
        """The three questions of a lesson: open an option to read why it is right or not. Nobody grades them."""
        if grading:  # a graded notebook has no use for them
            return None
        paths = quiz_paths()
        if lesson not in paths:
            raise ValueError(words["no quiz"].format(lesson=lesson, known=", ".join(paths)))
        return ShownQuiz(read_quiz(paths[lesson]), lang)

    def solution(id: str) -> None:
        """The reference solution of the exercise ``id`` and why it is so, once it passes or after three honest attempts."""
        from grader.learning.solution import explained, not_yet, standing_of
        from grader.learning.standing import IN_A_NOTEBOOK

        one = standing_of(find(id))
        print("\n".join(explained(one.exercise, lang) if one.unlocked else not_yet(one, lang, IN_A_NOTEBOOK)))

    return Functions(check, hint, progress, quiz, show, solution)
