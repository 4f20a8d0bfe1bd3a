"""How far somebody is: each lesson with a bar, each exercise begun with its points, the total, and the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.exercises import HINTS, Exercise, load_exercises
from grader.judging.card import number
from grader.languages import Text, said, vocabulary
from grader.learning import progress
from grader.learning.attempts import NEEDED

BAR = 10
"""Characters of a bar."""


@dataclass(frozen=True)
class How:
    """How a hint and a solution are asked for where the text is read."""

    hint: str
    solution: str


IN_A_NOTEBOOK = How('hint("{id}")', 'solution("{id}")')
IN_A_TERMINAL = How("grader hint {id} --lang {lang}", "grader solution {id} --lang {lang}")

_WORDS: dict[str, Text] = {
    "none": {
        "es": "Todavía no has comprobado ningún ejercicio. Ejecuta una celda check(…) y vuelve aquí.",
        "en": "You have not checked any exercise yet. Run a check(…) cell and come back.",
    },
    "lesson": {"es": "{bar} {lesson}: {points} de {total} puntos", "en": "{bar} {lesson}: {points} of {total} points"},
    "row": {
        "es": "  {mark} {title} ({id}): {points} de {total}{more}",
        "en": "  {mark} {title} ({id}): {points} of {total}{more}",
    },
    "attempts": {"es": "intentos: {number}", "en": "attempts: {number}"},
    "hints": {"es": "pistas: {number}", "en": "hints: {number}"},
    "sum": {"es": "Llevas {points} de {total} puntos.", "en": "You have {points} of {total} points."},
    "next": {"es": "Siguiente paso: «{title}», en {lesson}.", "en": "Next step: “{title}”, in {lesson}."},
    "hint": {"es": "Una pista: {command}", "en": "A hint: {command}"},
    "solution": {
        "es": "Ya puedes leer la solución y su porqué: {command}",
        "en": "You may read the solution and its why by now: {command}",
    },
    "all": {"es": "Has completado todos los ejercicios.", "en": "You have completed every exercise."},
}


@dataclass(frozen=True)
class Standing:
    """One exercise: the best points, the hints seen, the honest attempts."""

    exercise: Exercise
    points: float
    hints: int
    attempts: int
    checked: bool

    @property
    def done(self) -> bool:
        return self.points >= self.exercise.points

    @property
    def begun(self) -> bool:
        return self.checked or self.hints > 0

    @property
    def unlocked(self) -> bool:
        """Whether its solution may be read."""
        return self.done or self.attempts >= NEEDED

    @property
    def lesson(self) -> str:
        return f"{self.exercise.assignment}/{self.exercise.lesson}"


def standings() -> list[Standing]:
    """Every exercise of the course, in the order of the lessons."""
    points, hints, attempts = progress.best_points(), progress.hints_seen(), progress.attempts()
    return [
        Standing(exercise, points.get(id, 0.0), min(hints.get(id, 0), HINTS), attempts.get(id, 0), id in points)
        for id, exercise in load_exercises().items()
    ]


def next_step(all: Sequence[Standing]) -> Standing | None:
    """The first exercise that is not done in a lesson that was begun; if those are done, the first of all others."""
    begun = {one.lesson for one in all if one.begun}
    todo = [one for one in all if not one.done]
    return next((one for one in todo if one.lesson in begun), todo[0] if todo else None)


def report(lang: str, how: How, every: bool = False) -> Iterator[str]:
    """It in words. The exercises of a lesson are listed where one was begun, or everywhere if ``every`` says so."""
    words, all = vocabulary(_WORDS, lang), standings()
    if not any(one.checked for one in all):
        yield words["none"]
    for lesson in dict.fromkeys(one.lesson for one in all):
        its = [one for one in all if one.lesson == lesson]
        earned, total = _sums(its)
        yield words["lesson"].format(bar=bar(earned / total), lesson=lesson, **_of(earned, total, lang))
        if every or any(one.begun for one in its):
            yield from (_row(one, lang) for one in its)
    yield words["sum"].format(**_of(*_sums(all), lang))
    yield from _advice(next_step(all), lang, how)


def bar(share: float) -> str:
    """``[###·······]``: full when nothing is missing, and not before."""
    filled = int(share * BAR)
    return f"[{'#' * filled}{'·' * (BAR - filled)}]"


def _row(one: Standing, lang: str) -> str:
    words, id = vocabulary(_WORDS, lang), one.exercise.id
    counted = {"attempts": one.attempts, "hints": one.hints}
    more = "".join(f" · {words[what].format(number=number)}" for what, number in counted.items() if number)
    title, of = said(one.exercise.title, lang), _of(one.points, one.exercise.points, lang)
    return words["row"].format(mark="✓" if one.done else "·", title=title, id=id, more=more, **of)


def _advice(step: Standing | None, lang: str, how: How) -> Iterator[str]:
    words = vocabulary(_WORDS, lang)
    if step is None:
        yield words["all"]
        return
    id = step.exercise.id
    yield words["next"].format(title=said(step.exercise.title, lang), lesson=step.lesson)
    if step.unlocked:
        yield words["solution"].format(command=how.solution.format(id=id, lang=lang))
    elif step.begun:
        yield words["hint"].format(command=how.hint.format(id=id, lang=lang))


def _sums(standings: Sequence[Standing]) -> tuple[float, float]:
    return sum(one.points for one in standings), sum(one.exercise.points for one in standings)


def _of(points: float, total: float, lang: str) -> Text:
    return {"points": number(points, lang), "total": number(total, lang)}
