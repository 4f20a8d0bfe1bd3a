"""Figures that say in words what they show, in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.authoring.python import parse

DRAWS = {"subplots", "subplot_mosaic", "figure", "plot", "scatter", "bar", "barh", "hist", "imshow", "boxplot"}


def wrong_with_figures(source: str) -> Iterator[tuple[int, str]]:
    """Figures of one cell, in one language, that some readers cannot see, as (line, what is wrong; what to do)."""
    calls = [node for node in ast.walk(parse(source)) if isinstance(node, ast.Call)]
    shows = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "show"]
    for call in calls:
        if _name_on_pyplot(call) == "show":
            yield call.lineno, "plt.show() has no alternative text; write show(figure, alt=…)"
    for call in shows:
        alt = _alt(call)
        if alt is None or (isinstance(alt, ast.Constant) and not str(alt.value or "").strip()):
            yield call.lineno, "show(…) without alternative text; write what the figure shows: show(figure, alt=…)"
    draws = [call for call in _run_at_once(source) if _name_on_pyplot(call) in DRAWS]
    if draws and not shows:
        yield draws[0].lineno, "draws a figure that is never shown with words; end the cell with show(figure, alt=…)"


def alternative_texts(source: str) -> list[tuple[int, str]]:
    """The texts that stand literally in ``show(…, alt=…)``, with their lines."""
    found = []
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "show":
            alt = _alt(node)
            if isinstance(alt, ast.Constant | ast.JoinedStr):
                found.append((alt.lineno, ast.unparse(alt)))
    return found


def _alt(call: ast.Call) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == "alt"), None)


def _name_on_pyplot(call: ast.Call) -> str:
    """``subplots`` for ``plt.subplots()``, nothing for a call of anything else."""
    func = call.func
    on_pyplot = isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id in ("plt", "pyplot")
    return func.attr if on_pyplot and isinstance(func, ast.Attribute) else ""


def _run_at_once(source: str) -> Iterator[ast.Call]:
    """The calls of a cell that are not inside a function or class, which may be drawn and shown elsewhere."""
    waiting: list[ast.AST] = [parse(source)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
