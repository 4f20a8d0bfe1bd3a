"""Python as a row of tokens in which what is easily disguised is folded: layout, comments, names, texts and numbers.

What stays is what a rewritten answer keeps: keywords, operators, the names of built-ins and of what is asked of an object
(``.fit``). Broken code has tokens too.
"""

from __future__ import annotations

from functools import lru_cache

from pygments.lexers import PythonLexer
from pygments.token import Comment, Literal, Name, Number, String, Token, Whitespace

_SILENT = (Comment, Whitespace, Token.Text, String.Doc, String.Affix)
_LEXER = PythonLexer()
_KEPT_NAMES = (Name.Builtin, Name.Exception, Name.Function.Magic, Name.Variable.Magic)


@lru_cache(maxsize=4096)
def tokens(source: str) -> tuple[str, ...]:
    """The tokens of ``source``: ``for x in x . values ( ) :``, whatever the names were."""
    row: list[str] = []
    for kind, text in _LEXER.get_tokens(source):
        folded = _folded(kind, text, row)
        if folded and not (folded == "'" and row and row[-1] == "'"):  # a text comes in pieces
            row.append(folded)
    return tuple(row)


def _folded(kind: object, text: str, before: list[str]) -> str:
    if any(kind in silent for silent in _SILENT) or not text.strip():
        return ""
    if kind in String.Interpol:
        return "'" if "{" not in text and "}" not in text else text
    if kind in String or kind in Literal.String:
        return "'"
    if kind in Number:
        return "0"
    if kind in Name and not any(kind in kept for kept in _KEPT_NAMES):
        return text if before and before[-1] == "." else "x"
    return text


def grams(row: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    """The runs of ``length`` tokens, at each place of the row."""
    return [row[at : at + length] for at in range(len(row) - length + 1)]
