"""A quiz: each option opens to say why; the text of an author is text, never markup."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from grader import en, es
from grader.learning.quiz import ShownQuiz
from grader.quizzes import quiz_paths, read_quiz
from tests.conftest import ROOT

QUIZ = read_quiz(ROOT / "tests/authoring/course/grader/checks/1-first/1-averages/quiz.toml")


@pytest.mark.parametrize(("lang", "right", "why"), [("es", "✓ Sí.", "La suma es 4"), ("en", "✓ Yes.", "The sum is 4")])
def test_every_option_opens_to_say_why(lang: str, right: str, why: str) -> None:
    page = BeautifulSoup(ShownQuiz(QUIZ, lang)._repr_mimebundle_()["text/html"], "html.parser")
    assert page.section["lang"] == lang
    questions = page.ol.find_all("li", recursive=False)
    assert len(questions) == 3
    options = [[details.p.get_text() for details in question.find_all("details")] for question in questions]
    assert [[text.startswith(right) for text in texts].index(True) for texts in options] == [1, 0, 1]
    assert why in options[0][1]
    assert not page.find_all(["script", "input"])


def test_code_is_code_and_the_rest_is_no_markup() -> None:
    html = ShownQuiz(QUIZ, "es")._repr_mimebundle_()["text/html"]
    assert "<code>mean</code>" in html
    assert "&lt;tal cual&gt;" in html


def test_in_a_terminal_the_answers_come_after_the_questions() -> None:
    text = repr(ShownQuiz(QUIZ, "en"))
    questions, answers = text.split("Answers")
    assert "   b) 2" in questions
    assert "✓" not in questions
    assert "1b) ✓ Yes. The sum is 4" in answers
    assert "1a) ✗ No. That is the smaller" in answers


def test_an_unknown_quiz_is_said_in_the_reader_s_language() -> None:
    with pytest.raises(ValueError, match="La lección «nada» no tiene preguntas"):
        es.quiz("nada")


def test_each_function_shows_the_quiz_in_its_own_language() -> None:
    for name, path in quiz_paths().items():
        first, *_ = read_quiz(path)
        assert first.ask["es"] in repr(es.quiz(name))
        assert first.ask["en"] in repr(en.quiz(name))
