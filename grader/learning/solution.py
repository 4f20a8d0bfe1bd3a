"""The reference solution of an exercise and why it is so, for whoever has solved it or has honestly tried."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import grader
from grader.exercises import Exercise
from grader.languages import Text, said, vocabulary
from grader.learning.attempts import NEEDED
from grader.learning.standing import How, Standing, standings

SOLUTIONS = Path(grader.__file__).parents[1] / "solutions"
WIDTH = 100
"""Characters of a line of prose."""

_WORDS: dict[str, Text] = {
    "solution": {"es": "Una solución de «{title}»:", "en": "A solution of “{title}”:"},
    "why": {"es": "Por qué:", "en": "Why:"},
    "elsewhere": {
        "es": "La solución de referencia no viene en esta instalación: la tiene quien da el curso, en solutions/. "
        "Esto es lo que explica:",
        "en": "The reference solution is not part of this installation: whoever teaches the course has it, in "
        "solutions/. This is what it explains:",
    },
    "not yet": {
        "es": "La solución de «{title}» se abre cuando el ejercicio pasa o tras {needed} intentos.",
        "en": "The solution of “{title}” opens when the exercise passes or after {needed} attempts.",
    },
    "made": {"es": "Intentos hasta ahora: {made} de {needed}.", "en": "Attempts so far: {made} of {needed}."},
    "attempt": {
        "es": "Cuenta como intento cada comprobación de una respuesta completa y distinta de las anteriores: "
        "cambiar espacios o comentarios no basta, ni dejar «NotImplementedError» en su sitio.",
        "en": "An attempt is each check of a whole answer that differs from those before it: to change spaces or "
        "comments is not enough, nor to leave “NotImplementedError” in its place.",
    },
    "hint": {
        "es": "Mientras tanto, la pista {number} de {total}: {command}",
        "en": "Meanwhile, hint {number} of {total}: {command}",
    },
    "hints": {
        "es": "Mientras tanto, vuelve a leer las {total} pistas: {command}",
        "en": "Meanwhile, read the {total} hints again: {command}",
    },
}


def standing_of(exercise: Exercise) -> Standing:
    return next(one for one in standings() if one.exercise.id == exercise.id)


def explained(exercise: Exercise, lang: str) -> Iterator[str]:
    """The solution, where it is installed, and its why."""
    words, code = vocabulary(_WORDS, lang), reference(exercise)
    if code is None:
        yield from wrapped(words["elsewhere"])
    else:
        yield words["solution"].format(title=said(exercise.title, lang))
        yield f"\n{code}\n"
    yield words["why"]
    yield from wrapped(said(exercise.why, lang))


def not_yet(one: Standing, lang: str, how: How) -> Iterator[str]:
    """What is still to do before the solution opens, and the way to the next hint."""
    words, exercise, total = vocabulary(_WORDS, lang), one.exercise, len(one.exercise.hints)
    yield from wrapped(words["not yet"].format(title=said(exercise.title, lang), needed=NEEDED))
    yield words["made"].format(made=one.attempts, needed=NEEDED)
    yield from wrapped(words["attempt"])
    which = "hint" if one.hints < total else "hints"
    yield words[which].format(number=one.hints + 1, total=total, command=how.hint.format(id=exercise.id, lang=lang))


def reference(exercise: Exercise) -> str | None:
    """The answer cell as its author wrote it, without the marks around the solution; None where it is not installed."""
    from grader.authoring.solution import has_solution
    from grader.authoring.source import read_lesson

    path = SOLUTIONS / exercise.assignment / f"{exercise.lesson}.py"
    if not path.is_file():
        return None
    source = read_lesson(path).answers[exercise.id]
    return "\n".join(line for line in source.split("\n") if not has_solution(line))


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)
