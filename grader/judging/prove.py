"""Prove the content: the stub earns nothing, the solution everything, and the bank's answers what they should.

The bank holds, for each exercise, ``right_*.py`` (full points) and ``wrong_*.py`` whose first line names the checks that
it must lose: ``# loses: test_predictions_survive``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.python import imported_modules
from grader.authoring.source import Lesson, read_lesson, stub
from grader.exercises import Exercise, load_exercises
from grader.judging.answer import judge_source
from grader.judging.launch import preload
from grader.judging.verdict import Findings
from grader.languages import ORIGINAL, said

BANK = Path("tests/answers")
_LOSES = "# loses:"


@dataclass(frozen=True)
class Answer:
    """An answer to an exercise and what it must earn: everything, nothing, or not the checks that it ``loses``."""

    exercise: Exercise
    name: str
    source: str
    earns: str
    loses: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.exercise.id}-{self.name}"

    def deviation(self, findings: Findings) -> str:
        """What these findings say against the answer's promise; empty if they keep it."""
        points, total = findings.points(self.exercise), self.exercise.points
        lost = {check.name for check in findings.checks if not check.passed}
        told = "; ".join(
            f"{check.name}: {check.happened and said(check.happened, ORIGINAL)}"
            for check in findings.checks
            if not check.passed
        )
        if findings.trouble:
            return f"{self}: {said(findings.trouble, ORIGINAL)} {findings.details}".rstrip()
        if self.earns == "all" and points != total:
            return f"{self}: must earn {total:g} points, earns {points:g} ({told})"
        if self.earns == "nothing" and points:
            return f"{self}: must earn nothing, earns {points:g}"
        if self.earns == "less" and not self.loses <= lost:
            return f"{self}: must lose {', '.join(sorted(self.loses))}, loses only {', '.join(sorted(lost)) or 'nothing'}"
        return ""


def context(lesson: Lesson, exercise: str) -> list[str]:
    """The cells that an answer may rely on: the lesson's imports, and the solutions of the exercises before it."""
    earlier = list(lesson.answers)[: list(lesson.answers).index(exercise)]
    return [lesson.imports, *(lesson.answers[id] for id in earlier)]


def stub_and_solution_of(lesson: Lesson, exercise: Exercise) -> list[Answer]:
    source = lesson.answers[exercise.id]
    return [Answer(exercise, "stub", stub(source), "nothing"), Answer(exercise, "solution", source, "all")]


def bank_of(exercise: Exercise, bank: Path = BANK) -> list[Answer]:
    """The other right answers and the wrong ones."""
    folder = bank / exercise.assignment / exercise.lesson / exercise.id
    answers = []
    for path in sorted(folder.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        first = source.partition("\n")[0]
        loses = frozenset(name.strip() for name in first.removeprefix(_LOSES).split(",")) if _LOSES in first else frozenset()
        answers.append(Answer(exercise, path.stem, source, "all" if path.stem.startswith("right_") else "less", loses))
    return answers


def exercises_of(lesson: Lesson) -> list[Exercise]:
    exercises = load_exercises()
    return [exercises[id] for id in lesson.answers if id in exercises]


def judge_answer(lesson: Lesson, answer: Answer, seed: int = 0) -> str:
    """The deviation of one answer, judged alone."""
    preload(imported_modules([lesson.imports]))
    return answer.deviation(judge_source(answer.exercise, [*context(lesson, answer.exercise.id), answer.source], seed))


def stub_and_solution(path: Path) -> list[str]:
    """What deviates among the stubs and the solutions of the lesson at ``path``."""
    lesson = read_lesson(path)
    answers = [answer for exercise in exercises_of(lesson) for answer in stub_and_solution_of(lesson, exercise)]
    return [f"{path}: {problem}" for problem in _deviations(lesson, answers)]


def _deviations(lesson: Lesson, answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        if problem := judge_answer(lesson, answer):
            yield problem


def main() -> None:
    """``python -m grader.judging.prove solutions/<assignment>/<lesson>.py [exercise …]``: print all that deviates."""
    lesson = read_lesson(Path(sys.argv[1]))
    chosen = [exercise for exercise in exercises_of(lesson) if not sys.argv[2:] or exercise.id in sys.argv[2:]]
    count = problems = 0
    for exercise in chosen:
        answers = [*stub_and_solution_of(lesson, exercise), *bank_of(exercise)]
        for problem in _deviations(lesson, answers):
            problems += 1
            print(problem)
        count += len(answers)
    print(f"{count} answers, {problems} deviate")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
