"""What counts as an honest attempt: a check of an answer that is written, and is another program than those before it.

An answer is the text of the cells that define what the judge asked for by name. It is told from others by a digest, in
which spaces and comments do not count. While some of the stub stands in it, it is not an answer yet.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import linecache
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from grader.authoring.python import parse
from grader.exercises import STUB_WORDS
from grader.judging.serve import is_notebook_cell

NEEDED = 3
"""Honest attempts after which the solution may be read."""


def fingerprint(source: str) -> str | None:
    """A digest of the program; None if nothing is written, or the stub is still there."""
    if STUB_WORDS in source:
        return None
    program = source.strip()
    with suppress(SyntaxError, ValueError, RecursionError):  # IPython's magic, or no Python at all, is told by its text
        program = ast.unparse(parse(source))
    return hashlib.sha256(program.encode("utf-8", "replace")).hexdigest()[:12] if program else None


def answer_in(namespace: Mapping[str, Any], names: Iterable[str]) -> str:
    """The text of the cells of a kernel that define ``names``."""
    files = {file for name in names for file in _files_of(namespace.get(name)) if is_notebook_cell(file)}
    return "\n".join(sorted("".join(linecache.getlines(file)) for file in files))


def _files_of(thing: Any) -> set[str]:
    """Where the functions of a thing that a cell defined were written: its own, or those of a class."""
    parts = list(vars(thing).values()) if inspect.isclass(thing) else [thing]
    parts = [getattr(part, "__func__", part) for part in parts]  # of a static method
    codes = [getattr(inspect.unwrap(part), "__code__", None) for part in parts if callable(part)]
    return {code.co_filename for code in codes if code is not None}
