"""The words of the report in every language, and how each writes its numbers."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.numbers import format_percent

from grader.judging.card import number
from grader.languages import Text, locale_of, name_of, said, with_its_decimal_mark

_SENTENCES = Path(__file__).parent / "templates/sentences.toml"


class Words:
    """The report's words in one language: ``words("key", name=value)`` is a sentence."""

    def __init__(self, lang: str) -> None:
        self.lang, self._told = lang, _read()

    def __call__(self, key: str, **values: Any) -> str:
        sentence = said(self._told["sentences"][key], self.lang)
        return sentence.format(**values) if values else sentence

    def of(self, text: Text) -> str:
        """A text of the course's in this language."""
        return said(text, self.lang)

    def language(self, lang: str) -> str:
        """The name of a language; its code if nobody has named it."""
        return name_of(lang, self.lang)

    def number(self, value: float, digits: int) -> str:
        """With as many digits, and with a minus as printers set it."""
        text = f"{value:.{digits}f}"
        if float(text) == 0:
            text = text.lstrip("-")
        return with_its_decimal_mark(text, self.lang).replace("-", "−")

    def points(self, value: float) -> str:
        """With the digits that it needs, two at most."""
        return number(round(value, 2), self.lang)

    def percent(self, share: float) -> str:
        return format_percent(share, locale=locale_of(self.lang))

    def chance(self, p: float) -> str:
        """A probability: three digits, or that it is below them."""
        return self.number(p, 3) if p >= 0.001 else f"< {self.number(0.001, 3)}"

    def count(self, number: int, thing: str) -> str:
        """«1 student», «2 students»: the language's form for one, for few where it has such a form, and for all others."""
        *forms, others = said(self._told["counted"][thing], self.lang).split("|")
        form = locale_of(self.lang).plural_form(number)
        return f"{number} {dict(zip(('one', 'few'), forms, strict=False)).get(form, others)}"


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    return tomllib.loads(_SENTENCES.read_text(encoding="utf-8"))
