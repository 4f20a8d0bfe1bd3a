"""A cell's code as Python's grammar sees it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from contextlib import suppress
from itertools import zip_longest


def parse(source: str) -> ast.Module:
    """Parse as a notebook would, where ``await`` may stand at the top level. Raises SyntaxError."""
    tree = compile(source, "<cell>", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    assert isinstance(tree, ast.Module)
    return tree


def top_level_imports(source: str) -> list[str]:
    """The import statements of a cell that are not inside anything else."""
    return [ast.unparse(s) for s in parse(source).body if isinstance(s, ast.Import | ast.ImportFrom)]


def imported_modules(sources: Iterable[str]) -> list[str]:
    """The modules that cells import, anywhere in them, but for this course's own; cells that are not Python have none."""
    found: set[str] = set()
    for source in sources:
        with suppress(SyntaxError):  # IPython's magic
            for node in ast.walk(parse(source)):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
    return sorted(name for name in found if name.partition(".")[0] != "grader")


def only_imports_from(source: str, module: str) -> bool:
    """Whether the cell is nothing but ``from module import …``."""
    return all(isinstance(s, ast.ImportFrom) and s.module == module and not s.level for s in parse(source).body)


def first_difference(one: str, other: str) -> tuple[int, int] | None:
    """The lines at which two pieces of code stop being the same program, whatever their strings say."""
    for a, b in zip_longest(parse(one).body, parse(other).body):
        if a is None or b is None or ast.dump(_Mute().visit(a)) != ast.dump(_Mute().visit(b)):
            ends = (one.count("\n") + 1, other.count("\n") + 1)
            return (a.lineno if a else ends[0], b.lineno if b else ends[1])
    return None


class _Mute(ast.NodeTransformer):
    """Empties every string. Of an f-string the fields remain, in any order: languages order words differently."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        fields = [value for value in node.values if isinstance(value, ast.FormattedValue)]
        for field in fields:
            field.value = self.visit(field.value)
        return ast.JoinedStr(sorted(fields, key=ast.dump)) if fields else ast.Constant("")
