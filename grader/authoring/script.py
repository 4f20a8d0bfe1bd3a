"""A percent script cut at its ``# %%`` markers, and what may be wrong with one piece by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jupytext.cell_reader import DoublePercentScriptCellReader
from jupytext.header import header_to_metadata_and_cell

from grader.authoring import marks
from grader.authoring.python import only_imports_from, parse
from grader.authoring.solution import has_solution, wrong_with_solution
from grader.errors import CourseError
from grader.languages import LANGUAGES

_OWN_OF_JUPYTEXT = {"cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker"}


@dataclass(frozen=True)
class Block:
    """What stands between two markers: its text, the options of its marker, and where both are. Lines count from 1."""

    has_marker: bool
    marker: int
    line: int
    source: str
    cell_type: str
    options: dict[str, str]

    @property
    def is_markdown(self) -> bool:
        return self.cell_type == "markdown"

    @property
    def lang(self) -> str:
        return self.options.get("lang", "")

    @property
    def exercise(self) -> str:
        return self.options.get("exercise", "")


def read_blocks(path: Path) -> Iterator[Block]:
    """Cut the script with jupytext's own reader, cell by cell, because only so are line numbers known."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error
    # Magics stay comments: jupytext would otherwise take a comment that begins with «more» or «copy» for a command.
    options = {"extension": ".py", "comment_magics": False}
    *_, position = header_to_metadata_and_cell(lines, "#", "", ".py")
    while position < len(lines):
        rest = lines[position:]
        reader = DoublePercentScriptCellReader(options, "python")
        has_marker = any(r.match(rest[0]) for r in (reader.start_code_re, reader.alternative_start_code_re))
        cell, length = reader.read(rest)
        start = _first_line(rest, int(has_marker))
        if cell.cell_type == "markdown" and re.fullmatch(r"[rR]?(\"\"\"|''')", rest[start]):
            start = _first_line(rest, start + 1)
        if has_marker or cell.source.strip():
            yield Block(
                has_marker=has_marker,
                marker=position + 1,
                line=position + start + 1,
                source=cell.source.strip("\n"),
                cell_type=cell.cell_type,
                options={key: str(value) for key, value in cell.metadata.items() if key not in _OWN_OF_JUPYTEXT},
            )
        position += length


def _first_line(lines: Sequence[str], start: int) -> int:
    """The first line from ``start`` on that is not blank; the last line if there is none."""
    return next((n for n in range(start, len(lines)) if lines[n].strip()), len(lines) - 1)


def wrong_with_block(block: Block, languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[int, str]]:
    """What is wrong with one block by itself, as (line, what is wrong; what to do)."""
    unknown = sorted(set(block.options) - {"lang", "exercise"})
    if not block.has_marker:
        yield block.marker, 'stands before the first cell; begin it with «# %%» or «# %% [markdown] lang="…"»'
    elif unknown:
        yield block.marker, f"the cell has the unknown option «{unknown[0]}»; the options are lang and exercise"
    elif block.cell_type == "raw":
        yield block.marker, "a raw cell is for neither reader nor kernel; make it [markdown] or code"
    elif block.lang and block.lang not in languages:
        yield block.marker, f'lang="{block.lang}" is no language of the course; use {" or ".join(languages)}'
    elif not block.source.strip():
        yield block.marker, "the cell is empty; write it or remove it"
    elif block.is_markdown and block.exercise:
        yield block.marker, "an answer is code; put exercise on the code cell"
    elif block.is_markdown and not block.lang:
        yield block.marker, f'prose needs its language; write «# %% [markdown] lang="{languages[0]}"»'
    elif not block.is_markdown:
        yield from _wrong_with_code(block, languages)


def _wrong_with_code(block: Block, languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    above = block.line - 1
    if error := _syntax_error(block.source, languages):
        line, message = error
        yield above + line, f"is not valid Python ({message}); mend it, and mark only whole statements or lines"
        return
    marked = marks.find_marks(block.source, languages)
    yield from ((above + line, message) for line, message in marks.misplaced(block.source, languages))
    if block.lang and block.exercise:
        yield block.marker, "an answer is the same in every language; remove lang"
    elif block.lang and not only_imports_from(block.source, f"grader.{block.lang}"):
        yield (
            block.marker,
            f"only the import from grader.{block.lang} may be a cell with lang; write this cell once, without lang, "
            f"and end the lines that differ with «# {block.lang}»",
        )
    elif block.exercise:
        if marked:
            mark = f"«# {marked[0].lang}»"
            yield above + marked[0].line, f"an answer is the same in every language; remove the mark {mark}"
        yield from ((above + line, message) for line, message in wrong_with_solution(block.source))
    elif has_solution(block.source):
        yield block.marker, 'the cell has a solution but names no exercise; write «# %% exercise="…"»'


def _syntax_error(source: str, languages: Sequence[str]) -> tuple[int, str] | None:
    """The first line at which the cell is not Python in one of the languages, and why."""
    for lang in languages:
        lines: list[tuple[int, str]] = []
        try:
            lines = marks.lines_in_language(source, lang, languages)
            parse("\n".join(text for _, text in lines))
        except SyntaxError as error:
            number = error.lineno or 1
            return (lines[min(number, len(lines)) - 1][0] if lines else number), error.msg
    return None
