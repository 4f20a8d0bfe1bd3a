"""What a notebook in English imports: ``from grader.en import check, hint, progress, quiz, show``."""

from grader.learning.notebook import in_language

__all__ = ["check", "hint", "progress", "quiz", "show", "solution"]

check, hint, progress, quiz, show, solution = in_language("en")
