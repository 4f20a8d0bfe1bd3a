"""Which commands of the documents are executed by other tests: those that take them from there with ``documented``.

What nothing executes is said here with its reason, and is a visible skip.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.guides.reading import twin

BY_CI = {"make test": ".ci/run executes it: it is what runs this test"}
NOT_EXECUTED: dict[str, str] = {
    "make bench": "twenty minutes, and it writes docs/performance.md anew",
    "python benchmarks/throughput.py --long": "an hour: a class of a thousand",
    "python benchmarks/throughput.py --students 4 --course light --no-write": "minutes: it times stock nbgrader too; "
    "tests/test_benchmarks.py has both graders grade a class of two",
    "docker run --rm --init --publish 127.0.0.1:8888:8888 --volume notebooks:/home/student/notebooks "
    "ml-en-produccion:student": "it publishes a port, and the tests' engine has no bridge; tests/environment/test_images.py "
    "starts that image without one",
    "python benchmarks/notebooks.py": "six minutes: every lesson in every language, one after the other",
}


def elsewhere(document: str) -> dict[str, str]:
    """By command, alike for every language, where it is executed, or why it is not."""
    return BY_CI | NOT_EXECUTED | {twin(command): where for of, command, where in taken() if of == document}


@functools.cache
def taken() -> list[tuple[str, str, str]]:
    """Every ``documented(document, command)`` in the tests: the document, the command, and the file that executes it."""
    return list(_calls())


def _calls() -> Iterator[tuple[str, str, str]]:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        source = path.read_text(encoding="utf-8") if path.parent.name != "guides" else ""
        if "documented(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "documented":
                document, command = map(ast.literal_eval, node.args)
                yield document, command, path.relative_to(ROOT).as_posix()
