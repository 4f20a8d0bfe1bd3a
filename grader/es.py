"""Lo que importa un notebook en español: ``from grader.es import check, hint, progress, quiz, show``."""

from grader.learning.notebook import in_language

__all__ = ["check", "hint", "progress", "quiz", "show", "solution"]

check, hint, progress, quiz, show, solution = in_language("es")
