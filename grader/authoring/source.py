"""A lesson as its author writes it: one percent script, read as a list of cells with their text in every language.

Cells are of four kinds. ``prose``: markdown, a twin in each language. ``setup``: the import of the course's functions,
a twin in each language. ``code``: written once, with marked lines that belong to one language (see ``marks``).
``answer``: the exercise that its ``exercise="…"`` names, with its solution, the same in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.authoring import marks
from grader.authoring.python import top_level_imports
from grader.authoring.script import Block, read_blocks, wrong_with_block
from grader.authoring.solution import STUB, stub
from grader.errors import CourseError
from grader.languages import LANGUAGES, Text

__all__ = ["STUB", "Cell", "Lesson", "Problem", "examine", "lesson_paths", "read_lesson", "stub"]

Kind = Literal["prose", "setup", "code", "answer"]


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds in each language, and at which line of the source each of these texts begins."""

    kind: Kind
    text: Text
    lines: dict[str, int]
    source: str = ""
    """Of ``code`` and ``answer``: as written, marks included."""
    exercise: str = ""
    """Of ``answer``: the id."""

    @property
    def line(self) -> int:
        return min(self.lines.values())


@dataclass(frozen=True)
class Lesson:
    """One lesson: where it comes from, and its cells."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def assignment(self) -> str:
        return self.path.parent.name

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def id(self) -> str:
        return f"{self.assignment}/{self.name}"

    @property
    def answers(self) -> dict[str, str]:
        """By exercise: its answer cell, solution included."""
        return {cell.exercise: cell.source for cell in self.cells if cell.kind == "answer"}

    @property
    def imports(self) -> str:
        """The import statements that stand at the top level of the shared code cells."""
        shared = [next(iter(cell.text.values())) for cell in self.cells if cell.kind == "code"]
        return "\n".join(statement for source in shared for statement in top_level_imports(source))


@dataclass(frozen=True, order=True)
class Problem:
    """Something to mend in a file. As text it is one line: ``file:line: what is wrong; what to do``."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        path, here = self.path.resolve(), Path.cwd()
        return f"{path.relative_to(here) if path.is_relative_to(here) else self.path}:{self.line}: {self.message}"


def lesson_paths(root: Path) -> list[Path]:
    """The sources of the course in ``root``, in the order of the course."""
    return sorted((root / "solutions").glob("*/*.py"), key=lambda path: [_numbered(part) for part in path.parts[-2:]])


def _numbered(name: str) -> tuple[int, str]:
    number = name.partition("-")[0]
    return (int(number) if number.isdecimal() else 0, name)


def read_lesson(path: Path, languages: Sequence[str] = LANGUAGES) -> Lesson:
    """The lesson at ``path``. Raises CourseError, naming the first line to mend, if no notebook can be made of it."""
    lesson, problems = examine(path, languages)
    if problems:
        raise CourseError(str(problems[0]))
    return lesson


def examine(path: Path, languages: Sequence[str] = LANGUAGES) -> tuple[Lesson, list[Problem]]:
    """The cells of the lesson that could be read, and everything that keeps a notebook from being made of it."""
    found: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for block in read_blocks(path):
        wrong = list(wrong_with_block(block, languages))
        found += wrong
        if not wrong or block.lang in languages:  # a faulty twin still stands beside its other
            blocks.append(block)

    cells: list[Cell] = []
    while blocks:
        twins = _twins(blocks, languages)
        if not blocks[0].lang:
            cells.append(_shared(blocks[0], languages))
        elif len(twins) < len(languages):
            found.append((blocks[0].marker, _missing(twins, languages)))
        else:
            kind: Kind = "prose" if blocks[0].is_markdown else "setup"
            cells.append(Cell(kind, {b.lang: b.source for b in twins}, {b.lang: b.line for b in twins}))
        del blocks[: len(twins) or 1]

    found += _wrong_together(cells)
    return Lesson(path, tuple(cells)), sorted(Problem(path, line, message) for line, message in found)


def _shared(block: Block, languages: Sequence[str]) -> Cell:
    kind: Kind = "answer" if block.exercise else "code"
    text = {lang: marks.in_language(block.source, lang, languages) for lang in languages}
    return Cell(kind, text, dict.fromkeys(languages, block.line), block.source, block.exercise)


def _twins(blocks: Sequence[Block], languages: Sequence[str]) -> list[Block]:
    """The blocks at the front that belong together: one for each language, in order, all prose or all code."""
    twins: list[Block] = []
    for block, lang in zip(blocks, languages, strict=False):
        if block.lang != lang or block.is_markdown != blocks[0].is_markdown:
            break
        twins.append(block)
    return twins


def _missing(twins: Sequence[Block], languages: Sequence[str]) -> str:
    if not twins:
        return f'this cell follows no cell with lang="{languages[0]}"; write that twin directly before it'
    lang, other = twins[-1].lang, languages[len(twins)]
    return f'the cell with lang="{lang}" has no twin; write the cell with lang="{other}" directly after it'


def _wrong_together(cells: Sequence[Cell]) -> Iterator[tuple[int, str]]:
    """What is wrong with cells that are right one by one."""
    first_at: dict[str, int] = {}
    for cell in cells:
        if cell.kind == "answer":
            first = first_at.setdefault(cell.exercise, cell.line)
            if first != cell.line:
                yield (
                    cell.line,
                    f"«{cell.exercise}» has its answer cell at line {first}; give one of the two another id",
                )
    setups = [cell for cell in cells if cell.kind == "setup"]
    for cell in setups[1:]:
        yield cell.line, f"a lesson has one setup cell; import everything at line {setups[0].line}"
    for cell in setups:
        if len({text.replace(f"grader.{lang}", "grader") for lang, text in cell.text.items()}) > 1:
            yield cell.line, "the setup cells import different names; import the same ones in every language"
    if first_at and not setups:
        yield 1, "no cell imports check; write the setup cell, in every language: from grader.<lang> import check"
