"""The quiz of each lesson fits its lesson: it is there, the lesson ends with it, and the languages say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.authoring.glossary import Term, wrong_words
from grader.authoring.prose import differences
from grader.authoring.source import Lesson, Problem
from grader.languages import Text
from grader.quizzes import Quiz, read_quiz


def wrong_with_quiz(lesson: Lesson, checks: Path, terms: Sequence[Term]) -> Iterator[Problem]:
    """What is wrong with the quiz of ``lesson``, which is among its ``checks``. Raises CourseError as read_quiz does."""
    path = checks / lesson.id / "quiz.toml"
    if not path.exists():
        yield Problem(lesson.path, 1, f"has no quiz; write its three questions in grader/checks/{lesson.id}/quiz.toml")
        return
    call, last = f'quiz("{lesson.name}")', lesson.cells[-1]
    if last.source.strip() != call:
        yield Problem(lesson.path, last.line, f"does not end with its quiz; write {call} in a last cell of its own")
    quiz = read_quiz(path)
    for number, text in _texts(quiz):
        problems = [message for lang, words in text.items() for _, message in wrong_words(words, lang, terms)]
        for message in (*differences(text), *problems):
            yield Problem(path, _line_of(path, number), f"question {number}: {message}")
    if len({question.right for question in quiz}) == 1:
        yield Problem(path, 1, "the right option has the same place in every question; move one")


def _texts(quiz: Quiz) -> Iterator[tuple[int, Text]]:
    for number, question in enumerate(quiz, 1):
        yield number, question.ask
        for option in question.options:
            yield from ((number, text) for text in (option.text, option.why))


def _line_of(path: Path, number: int) -> int:
    """The line at which a question begins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line, text in enumerate(lines, 1) if text.strip() == "[[question]]"][number - 1]
