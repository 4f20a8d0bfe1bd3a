"""The languages of the course, and how each names things and writes numbers.

To add one, write its code in ``LANGUAGES``: no other code knows which there are, or how many. What the course itself says
is then demanded in it by ``grader lint``; what the program says falls back to ``ORIGINAL`` until somebody has translated
it, sentence by sentence. ``grader untranslated`` lists what is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("es", "en")
"""In the order in which a source holds them. The first one's release is the one that nbgrader records in the gradebook."""

ORIGINAL = "en"
"""A language in which there is every sentence that the program says."""

Text = dict[str, str]
"""The same sentence in every language: ``{"es": …, "en": …}``."""

Words = TypeVar("Words")


def said(words: Mapping[str, Words], lang: str) -> Words:
    """The words in this language, or else in the original one, or else in one that there is."""
    return next(words[one] for one in (lang, ORIGINAL, *words) if one in words)


def vocabulary(words: Mapping[str, Text], lang: str) -> Text:
    """The sentences of a module in this language, by their keys."""
    return {key: said(text, lang) for key, text in words.items()}


def name_of(lang: str, told: str) -> str:
    """What a language is called in the language ``told``; its code if nobody knows."""
    return locale_of(told).languages.get(lang, lang)


def own_name(lang: str) -> str:
    """How a language calls itself, as a heading or an entry of a list writes it; its code if nobody knows."""
    known = name_of(lang, lang)
    return known[:1].upper() + known[1:]


def with_its_decimal_mark(number: str, lang: str) -> str:
    """Python's ``1.5`` as people of that language write it: ``1,5`` in Spanish."""
    from babel.numbers import get_decimal_symbol

    return number.replace(".", get_decimal_symbol(locale_of(lang)))


def locale_of(lang: str) -> Locale:
    """What the Unicode consortium knows of a language; of one that it does not know, what it knows of the original one."""
    from babel import Locale, UnknownLocaleError  # late: doctor must speak where packages are missing

    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ORIGINAL)
