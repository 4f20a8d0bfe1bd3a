"""What a notebook in English imports: ``from grader.en import check, hint, progress, show``."""

from grader.learning.notebook import in_language

__all__ = ["check", "hint", "progress", "show", "solution"]

check, hint, progress, show, solution = in_language("en")
