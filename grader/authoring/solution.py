"""The part of an answer cell that students do not get, and what they get in its place."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.python import parse
from grader.exercises import STUB_WORDS

STUB = f'raise NotImplementedError("{STUB_WORDS}")'
"""What stands in a student's answer cell where the source has its solution."""

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"


def stub(source: str) -> str:
    """An answer cell as students get it: what nbgrader's ClearSolutions makes of it, without importing nbgrader."""
    lines = []
    in_solution = False
    for line in source.split("\n"):
        if BEGIN in line:
            in_solution = True
            lines.append(line[: len(line) - len(line.lstrip())] + STUB)
        elif END in line:
            in_solution = False
        elif not in_solution:
            lines.append(line)
    return "\n".join(lines)


def has_solution(source: str) -> bool:
    """Whether any sign of a solution stands in the cell."""
    return BEGIN in source or END in source


def wrong_with_solution(source: str) -> Iterator[tuple[int, str]]:
    """What keeps the solution of an answer cell from being cut out, as (line, what is wrong; what to do)."""
    signs = [
        (number, BEGIN if BEGIN in line else END) for number, line in enumerate(source.split("\n"), 1) if has_solution(line)
    ]
    if not signs:
        yield 1, f"the answer has no solution; put it between ### {BEGIN} and ### {END}"
        return
    for position, (number, sign) in enumerate(signs):
        if sign != (BEGIN, END)[position % 2]:
            yield number, f"{sign} stands out of turn; write ### {BEGIN}, the solution, ### {END}"
            return
    if len(signs) % 2:
        yield signs[-1][0], f"the solution is never closed; write ### {END} after it"
        return
    try:
        parse(stub(source))
    except SyntaxError as error:
        yield error.lineno or 1, f"is not valid Python without its solution ({error.msg}); begin the solution elsewhere"
