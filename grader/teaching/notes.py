"""What is said of the files that submissions come in: a line each, in every language."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from grader.doctor.findings import language
from grader.grading.intake import shown
from grader.languages import Text, said


@dataclass(frozen=True)
class Note:
    """A line about a file. A trouble may have cost somebody their submission."""

    text: Text
    trouble: bool


class Notes(list[Note]):
    """The lines so far. They go to nbgrader's log as well, in the locale's language."""

    def __init__(self, log: logging.Logger) -> None:
        super().__init__()
        self._log = log

    def add(self, parts: Sequence[str], why: Text, trouble: bool = False) -> None:
        """Note why the file at ``parts`` was left out, or what became of it."""
        where = "/".join(map(shown, parts))
        self.append(Note({lang: f"{where}: {words}" for lang, words in why.items()}, trouble))
        self._log.warning("%s", said(self[-1].text, language()))

    def trouble(self, parts: Sequence[str], why: Text) -> None:
        """Note why a file was left out that may be a submission."""
        left_out = {"es": "se dejó fuera", "en": "was left out"}
        self.add(parts, {lang: f"{said(left_out, lang)}; {words}" for lang, words in why.items()}, trouble=True)
