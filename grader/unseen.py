"""Characters that nobody sees but that change how the rest looks: control characters, terminal escapes, marks that turn
the direction of text, letters without ink. They are shown as Python would write them, so that nothing poses as another.
"""

from __future__ import annotations

import re
import unicodedata

_COLOUR = re.compile(r"(\x1b\[[0-9;]{0,40}m)")
_SEQUENCE = re.compile(r"\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]")
_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_INK = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}


class _AsSeen(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        unseen = char not in "\n\t" and (unicodedata.category(char) in _CATEGORIES or char in _NO_INK)
        self[code] = char.encode("unicode_escape").decode("ascii") if unseen else char
        return self[code]


_TABLE = _AsSeen()


def visible(text: str) -> str:
    """The text with every unseen character shown as its escape; only newlines and tabs stay."""
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """The same for what was meant for a terminal: its colours and movements leave no trace."""
    return visible(_SEQUENCE.sub("", text))


def in_colour(text: str) -> str:
    """The same for what a notebook shows, which reads colour sequences as colours."""
    parts = _COLOUR.split(text)
    return "".join(part if index % 2 else plain(part) for index, part in enumerate(parts))


def on_one_line(text: str, length: int = 300) -> str:
    """The text as one line of a terminal, a log or a table, cut to ``length``.

    In rich it needs a ``Text`` around it, or ``rich.markup.escape``: «[red]» is markup there.
    """
    line = plain(" ".join(text[: 4 * length].split()))
    return line if len(line) <= length and len(text) <= 4 * length else f"{line[: length - 1]}…"
