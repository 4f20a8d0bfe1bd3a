"""Made-up classes: students whose ability, not their language, decides what passes, unless a text is at fault."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import numpy as np

from tests.reporting.made import CHECKS, Student
from tests.reporting.writing import disguised, honest

_MESSAGES = ("KeyError: 'minutes'", "ZeroDivisionError: division by zero", "TypeError: 3 + ''")
_OPENED = datetime(2026, 3, 2, 8, 0)


def students(exercises: list[str], each: int = 30, seed: int = 3, fault: str = "", copied: str = "") -> list[Student]:
    """``each`` in Spanish and in English. In exercise ``fault`` nobody passes the second check in English; ``copied`` is an
    exercise in which the first in English has, disguised, what the first in Spanish wrote.
    """
    random, rng = Random(seed), np.random.default_rng(seed)
    hard = {id: rng.normal(0, 1, len(CHECKS)) - 0.5 for id in exercises}
    people = []
    for lang in ("es", "en"):
        for number in range(each):
            ability = rng.normal(0, 1.2)
            person = Student(f"{lang}-{number:02}", lang, when=_OPENED + timedelta(hours=float(rng.gamma(6, 12))))
            for id in exercises:
                chances = 1 / (1 + np.exp(hard[id] - ability))
                if id == fault and lang == "en":
                    chances[1] = 0
                person.answers[id] = honest(random)
                person.passed[id] = [bool(passes) for passes in rng.random(len(CHECKS)) < chances]
            person.message = random.choice(
                ["KeyError: 'minutes'", "ZeroDivisionError: division by zero", "TypeError: 3 + ''"]
            )
            people.append(person)
    if copied:
        people[each].answers[copied] = disguised(people[0].answers[copied])
    return people
