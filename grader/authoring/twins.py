"""The record of twins that a person has read side by side and found to say the same: ``solutions/twins.lock``.

For each lesson it holds a line for each pair of twins, with a short hash of each text. A pair that is not there has
changed since; if one of its texts is there, only the other changed, which is how translations come to differ.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.authoring.source import Cell, Lesson
from grader.errors import CourseError

Pair = tuple[str, ...]
"""The hash of one text for each language, in the order of the languages."""

CONFIRM = "run «grader lint --confirm»"


def lock_path(root: Path) -> Path:
    return root / "solutions" / "twins.lock"


def read_lock(path: Path) -> dict[str, list[Pair]]:
    """By lesson: the confirmed pairs."""
    if not path.exists():
        return {}
    try:
        lessons = tomllib.loads(path.read_text(encoding="utf-8"))
        return {lesson: [tuple(pair.split()) for pair in pairs] for lesson, pairs in lessons.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise CourseError(f"{path}: is no record of twins ({error}); remove it and {CONFIRM}") from error


def write_lock(path: Path, lessons: Sequence[Lesson]) -> None:
    """Record the twins of these lessons as they are: sorted, one pair a line, so that a diff shows what is new."""
    tables = ["# Twins that somebody has read side by side. Written by «grader lint --confirm».\n"]
    for lesson in sorted(lessons, key=lambda lesson: lesson.id):
        pairs = sorted({_pair(cell) for cell in _prose(lesson)})
        lines = [f'  "{" ".join(pair)}",\n' for pair in pairs]
        tables.append(f'\n"{lesson.id}" = [\n{"".join(lines)}]\n')
    path.write_text("".join(tables), encoding="utf-8", newline="\n")


def unconfirmed(lesson: Lesson, confirmed: Sequence[Pair]) -> Iterator[tuple[int, str]]:
    """The twins of a lesson that are not as they were confirmed, as (line, what is wrong; what to do)."""
    current = {_pair(cell) for cell in _prose(lesson)}
    gone = [pair for pair in confirmed if pair not in current]
    pending = [cell for cell in _prose(lesson) if _pair(cell) not in confirmed]
    if pending and not confirmed:
        yield pending[0].line, f"none of the {len(pending)} twins is confirmed; read them side by side, then {CONFIRM}"
        return
    for cell in pending:
        languages = list(cell.text)
        kept = next((kept for old in gone if (kept := _kept(_pair(cell), old, languages))), None)
        if kept:
            changed = [lang for lang in languages if lang not in kept]
            yield (
                cell.lines[changed[0]],
                f"{' and '.join(changed)} changed since the twins were confirmed, {' and '.join(kept)} did not; "
                f"bring them together, then {CONFIRM}",
            )
        else:
            yield (
                cell.line,
                f"nobody has confirmed yet that these twins say the same; read them side by side, then {CONFIRM}",
            )
    if gone and not pending:
        yield 1, f"the record still holds {len(gone)} twins that are gone; {CONFIRM}"


def _kept(pair: Pair, old: Pair, languages: Sequence[str]) -> list[str]:
    """The languages in which the text is as it was in the old pair."""
    return [lang for lang, new, before in zip(languages, pair, old, strict=False) if new == before]


def _prose(lesson: Lesson) -> list[Cell]:
    """Its twins; in a course in one language nothing has a twin."""
    return [cell for cell in lesson.cells if cell.kind == "prose" and len(cell.text) > 1]


def _pair(cell: Cell) -> Pair:
    return tuple(hashlib.sha256(text.encode()).hexdigest()[:12] for text in cell.text.values())
