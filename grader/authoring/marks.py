"""Which lines of a shared code cell belong to one language only.

Two marks exist, and both are comments, so that the source stays ordinary Python. A whole-line comment ``# es: texto``
becomes ``# texto`` in Spanish and is absent elsewhere; a code line that ends with the comment ``# es`` is there in
Spanish only, without the mark. Marks are found by tokenizing: the same characters inside a string are just characters.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.authoring.python import parse
from grader.languages import LANGUAGES


@dataclass(frozen=True)
class Mark:
    """Line ``line`` (counted from 1) is there in ``lang`` only, and reads ``text`` there."""

    line: int
    lang: str
    text: str
    is_comment: bool


def find_marks(source: str, languages: Sequence[str] = LANGUAGES) -> list[Mark]:
    """The marked lines of a cell, from top to bottom. Raises SyntaxError where the cell cannot be cut into tokens."""
    either = "|".join(map(re.escape, languages))
    sentence = re.compile(rf"#\s*({either}):\s?(.*)")
    line_end = re.compile(rf"(.*?)\s*#\s*({either})")
    found = []
    for comment in _comments(source):
        row, column = comment.start
        before = comment.line[:column]
        if not before.strip():
            if match := sentence.fullmatch(comment.string):
                found.append(Mark(row, match[1], f"{before}# {match[2]}".rstrip(), is_comment=True))
        elif match := line_end.fullmatch(comment.string):
            found.append(Mark(row, match[2], (before + match[1]).rstrip(), is_comment=False))
    return found


def misplaced(source: str, languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[int, str]]:
    """Comments that look like marks but mark nothing, as (line, what is wrong; what to do)."""
    either = "|".join(map(re.escape, languages))
    for comment in _comments(source):
        row, column = comment.start
        alone = not comment.line[:column].strip()
        if alone and re.fullmatch(rf"#\s*({either})", comment.string):
            yield (
                row,
                f"«{comment.string}» stands on a line without code; write it at the end of the line that it marks",
            )
        elif not alone and re.match(rf"#\s*({either}):", comment.string):
            yield row, f"«{comment.string}» follows code; give a comment in one language a line of its own"


def in_language(source: str, lang: str, languages: Sequence[str] = LANGUAGES) -> str:
    """The cell as the notebook in ``lang`` holds it."""
    return "\n".join(text for _, text in lines_in_language(source, lang, languages))


def lines_in_language(source: str, lang: str, languages: Sequence[str] = LANGUAGES) -> list[tuple[int, str]]:
    """The lines of the cell in ``lang``, each with the number that it has in the source."""
    marked = {mark.line: mark for mark in find_marks(source, languages)}
    kept = []
    for number, line in enumerate(source.split("\n"), 1):
        mark = marked.get(number)
        if mark is None:
            kept.append((number, line))
        elif mark.lang == lang:
            kept.append((number, mark.text))
    full = [position for position, (_, text) in enumerate(kept) if text.strip()]
    return kept[full[0] : full[-1] + 1] if full else []


def unpaired(source: str, languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[int, str]]:
    """Blocks of marked lines in which the languages do not follow one another, as (line, what is wrong; what to do)."""
    order = ", ".join(f"# {lang}" for lang in languages)
    found = find_marks(source, languages)
    for _, numbered in groupby(enumerate(found), key=lambda pair: (pair[1].line - pair[0], pair[1].is_comment)):
        block = [mark for _, mark in numbered]
        turns = [lang for lang, _ in groupby(mark.lang for mark in block)]
        if turns != list(languages) * (len(turns) // len(languages)) or not turns:
            seen = ", ".join(f"# {lang}" for lang in turns)
            yield block[0].line, f"marked lines come as {seen}; let every {order} follow directly, in this order"


def _comments(source: str) -> Iterator[tokenize.TokenInfo]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
            if token.type == tokenize.COMMENT:
                yield token
    except tokenize.TokenError as error:
        parse(source)  # the compiler names the place better
        message, (row, _) = error.args
        raise SyntaxError(message, ("<cell>", row, None, None)) from error
