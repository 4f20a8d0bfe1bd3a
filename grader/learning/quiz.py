"""A quiz as a reader sees it: each option opens to say why. As HTML without a script, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any

from grader.languages import Text, said
from grader.learning.telling import marked_up
from grader.quizzes import Option, Question, Quiz

_WORDS: dict[str, Text] = {
    "quiz": {"es": "Ponte a prueba", "en": "Test yourself"},
    "right": {"es": "Sí.", "en": "Yes."},
    "wrong": {"es": "No.", "en": "No."},
    "answers": {"es": "Respuestas", "en": "Answers"},
}
_BOX = "border:1px solid currentColor;border-radius:4px;padding:6px 12px;margin:6px 0"


class ShownQuiz:
    """What a notebook shows for ``quiz("…")`` in one language."""

    def __init__(self, quiz: Quiz, lang: str) -> None:
        self.quiz, self.lang = quiz, lang

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": as_html(self.quiz, self.lang)}

    def __repr__(self) -> str:
        return "\n".join(as_text(self.quiz, self.lang))


def as_html(quiz: Quiz, lang: str) -> str:
    """The questions, numbered; below each its options, which open by mouse and keyboard."""
    questions = "".join(_question(question, lang) for question in quiz)
    return (
        f'<section class="tex2jax_ignore" lang="{lang}" aria-label="{said(_WORDS["quiz"], lang)}" '
        f'style="max-width:46em;line-height:1.45"><ol style="margin:0;padding-left:1.4em">{questions}</ol></section>'
    )


def _question(question: Question, lang: str) -> str:
    options = "".join(_option(option, lang) for option in question.options)
    return f'<li style="margin:0 0 18px 0"><p style="margin:0">{marked_up(said(question.ask, lang))}</p>{options}</li>'


def _option(option: Option, lang: str) -> str:
    symbol, word = _verdict(option, lang)
    text, why = (marked_up(said(words, lang)) for words in (option.text, option.why))
    return (
        f'<details style="{_BOX}"><summary style="cursor:pointer">{text}</summary>'
        f'<p style="margin:6px 0 2px 1.1em">{symbol} <strong>{word}</strong> {why}</p></details>'
    )


def _verdict(option: Option, lang: str) -> tuple[str, str]:
    """A symbol and a word."""
    return ("✓", said(_WORDS["right"], lang)) if option.right else ("✗", said(_WORDS["wrong"], lang))


def as_text(quiz: Quiz, lang: str) -> Iterator[str]:
    """The questions with their options, and only then what each option says."""
    for number, question in enumerate(quiz, 1):
        yield f"{number}. {said(question.ask, lang)}"
        yield from (f"   {letter}) {said(option.text, lang)}" for letter, option in _lettered(question))
    yield f"\n{said(_WORDS['answers'], lang)}\n"
    for number, question in enumerate(quiz, 1):
        for letter, option in _lettered(question):
            yield f"{number}{letter}) {' '.join(_verdict(option, lang))} {said(option.why, lang)}"


def _lettered(question: Question) -> Iterator[tuple[str, Option]]:
    return zip(ascii_lowercase, question.options, strict=False)
