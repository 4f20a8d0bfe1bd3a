"""Solutions in what students get, found although their names, texts and layout were changed.

A solution is a set of runs of six tokens (``grader.reporting.tokens`` folds what is easily disguised), without those that
the lessons show outside of their solutions. A function or a cell that holds half of them gives it away. What says the same
in other words is not found: that takes a reader.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nbformat import NotebookNode

from grader.authoring.python import parse
from grader.authoring.solution import BEGIN, END, STUB, stub
from grader.authoring.source import Lesson
from grader.reporting.tokens import grams, tokens

_LENGTH = 6
_ENOUGH = 10
"""Runs without which a solution is too short to be told from what anybody writes."""
_HALF = 0.5

Runs = frozenset[tuple[str, ...]]
Solutions = Mapping[str, Sequence[Runs]]


def runs(code: str) -> Runs:
    return frozenset(grams(tokens(code), _LENGTH))


def solutions(lessons: Iterable[Lesson]) -> Solutions:
    """By exercise, each of its solutions that is long enough to be recognised."""
    cells = [cell for lesson in lessons for cell in lesson.cells if cell.source]
    told = frozenset[tuple[str, ...]]().union(*(runs(stub(cell.source)) for cell in cells))
    found = {cell.exercise: [runs(code) - told for code in solved(cell.source)] for cell in cells if cell.exercise}
    return {exercise: [part for part in parts if len(part) >= _ENOUGH] for exercise, parts in found.items()}


def solved(answer: str) -> list[str]:
    """What stands in an answer cell between the signs of a solution."""
    return re.findall(rf"{BEGIN}[^\n]*\n(.*?)\n[^\n]*{END}", answer, re.DOTALL)


def in_module(code: str, kept: Solutions) -> set[str]:
    """The exercises whose solution a module gives away."""
    return {exercise for piece in _pieces(code) for exercise in _given_away(piece, kept)}


def in_notebook(notebook: NotebookNode, kept: Solutions) -> set[str]:
    """The exercises whose solution a notebook gives away, or whose answer cell asks for none."""
    found = {exercise for cell in notebook.cells for exercise in _given_away(cell.source, kept)}
    asked = {
        cell.metadata.nbgrader.grade_id.removesuffix("_answer"): cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    return found | {exercise for exercise, source in asked.items() if STUB not in source}


def _given_away(code: str, kept: Solutions) -> Iterator[str]:
    there = runs(code)
    for exercise, parts in kept.items():
        if any(len(part & there) >= _HALF * len(part) for part in parts):
            yield exercise


def _pieces(code: str) -> Iterator[str]:
    """Its functions, those inside others too, and every statement outside of them."""
    lines, tree = code.splitlines(), parse(code)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in [*nodes, *(node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef))]:
        yield "\n".join(lines[node.lineno - 1 : node.end_lineno])
