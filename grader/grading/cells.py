"""Cells of a CSV that are no formula for the spreadsheet that opens it.

A cell that begins with ``= + - @`` is one. So is what follows a semicolon where the spreadsheet takes that for the
separator, as it does in Spanish. An apostrophe before it makes it text.
"""

from __future__ import annotations

import re
from typing import Any

from grader.unseen import on_one_line

_FORMULA = re.compile(r"(^|[,;|])(?=[\s\"'`]*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def inert_cell(value: Any) -> str:
    """A value as a cell: numbers as they are, text on one line and never a formula."""
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = on_one_line(str(value), 1_000)
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)
