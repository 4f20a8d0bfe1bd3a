"""The sentences that are not there in every language: those that a course owes its readers, and those of the program.

A sentence is known by its shape. In Python it is a dictionary ``{"es": …, "en": …}``, or the keywords of a call such as
``says(es=…, en=…)``; in TOML it is a table with such keys.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import grader
from grader.authoring.course import checks_folder
from grader.authoring.glossary import glossary_path
from grader.authoring.source import Problem
from grader.languages import LANGUAGES, ORIGINAL, Text

PACKAGE = Path(grader.__file__).parent
_SHOWN = 60
"""Characters of a sentence, enough to know it by."""


def in_course(root: Path, languages: Sequence[str] = LANGUAGES) -> list[Problem]:
    """What no reader may miss: the exercises, what their checks say, and the terms."""
    checks, glossary = checks_folder(root), glossary_path(root)
    return _in_files([*checks.rglob("*.toml"), *checks.rglob("*.py"), *glossary.parent.glob(glossary.name)], languages)


def in_program(languages: Sequence[str] = LANGUAGES) -> list[Problem]:
    """What a reader is told in the original language meanwhile."""
    paths = [path for kind in ("*.py", "*.toml") for path in PACKAGE.rglob(kind)]
    return _in_files([path for path in paths if path.relative_to(PACKAGE).parts[0] != "checks"], languages)


def _in_files(paths: Sequence[Path], languages: Sequence[str]) -> list[Problem]:
    found = []
    known = [ORIGINAL, *languages]
    for path in sorted(paths):
        for line, sentence in sentences(path, known):
            if missing := [lang for lang in languages if lang not in sentence]:
                shown = " ".join(next(sentence[lang] for lang in known if lang in sentence).split())[:_SHOWN]
                found.append(Problem(path, line, f"is not there in {', '.join(missing)}; translate «{shown}»"))
    return found


def sentences(path: Path, known: Sequence[str]) -> Iterator[tuple[int, Text]]:
    """Each with the line at which it begins. Of a malformed file, which others refuse, none."""
    text = path.read_text(encoding="utf-8")
    try:
        yield from _of_toml(text, known) if path.suffix == ".toml" else _of_python(text, known)
    except (SyntaxError, tomllib.TOMLDecodeError):
        return


def _of_python(text: str, known: Sequence[str]) -> Iterator[tuple[int, Text]]:
    for node in ast.walk(ast.parse(text)):
        told: dict[Any, ast.expr] = {}
        if isinstance(node, ast.Dict):
            told = {getattr(key, "value", None): value for key, value in zip(node.keys, node.values, strict=True)}
        elif isinstance(node, ast.Call):
            told = {keyword.arg: keyword.value for keyword in node.keywords}
        if here := {lang: ast.unparse(told[lang]) for lang in known if lang in told}:
            yield told[next(iter(here))].lineno, here


def _of_toml(text: str, known: Sequence[str]) -> Iterator[tuple[int, Text]]:
    """``tomllib`` tells no lines: each sentence is looked for below the one before it."""
    lines, row = text.splitlines(), 0
    for table in _tables(tomllib.loads(text)):
        if here := {lang: table[lang] for lang in known if isinstance(table.get(lang), str)}:
            start = re.split(r'["\\\n]', next(iter(here.values())))[0]
            row = next((n for n in range(row, len(lines)) if start in lines[n]), row)
            yield row + 1, here


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _tables(inner)
