"""What a student has done so far: one plain JSON file of theirs, which never leaves the machine.

``{"points": {exercise id: best points}, "hints": {exercise id: hints seen}, "attempts": {exercise id: [digest, …]}}``

An attempt is a digest of an answer (see ``attempts``): it tells two answers apart, and nothing else. Files written before
there were attempts are read as they are, and what is not known here stays in the file.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_data_path


def path() -> Path:
    """The file; ``GRADER_PROGRESS`` names another one."""
    return Path(os.environ.get("GRADER_PROGRESS") or user_data_path("ml-en-produccion") / "progress.json")


def best_points() -> dict[str, float]:
    """Best points by exercise id."""
    return {id: float(points) for id, points in _read()["points"].items()}


def save_points(id: str, points: float) -> None:
    """Remember ``points`` if they are the best so far."""
    record = _read()
    record["points"][id] = max(points, record["points"].get(id, 0.0))
    _write(record)


def hints_seen() -> dict[str, int]:
    """How many hints have been seen, by exercise id."""
    return {id: int(seen) for id, seen in _read()["hints"].items()}


def next_hint(id: str, total: int) -> int:
    """Count one more hint of the exercise as seen; ``total`` + 1 when all had been seen before."""
    record = _read()
    seen = int(min(record["hints"].get(id, 0) + 1, total + 1))
    record["hints"][id] = seen
    _write(record)
    return seen


def attempts() -> dict[str, int]:
    """How many honest attempts there were, by exercise id."""
    return {id: len(digests) for id, digests in _read()["attempts"].items()}


def save_attempt(id: str, digest: str) -> None:
    """Remember an attempt, if it is not one of those before."""
    record = _read()
    made = record["attempts"].setdefault(id, [])
    if digest not in made:
        made.append(digest)
        _write(record)


_MEANT: dict[str, type | tuple[type, ...]] = {"points": (int, float), "hints": (int, float), "attempts": list}
"""The parts of the file, and what each of them holds for an exercise."""


def _read() -> dict[str, dict[str, Any]]:
    kept: Any = None
    with suppress(OSError, ValueError):
        kept = json.loads(path().read_text(encoding="utf-8"))
    record: dict[str, Any] = kept if isinstance(kept, dict) else {}
    for part, kind in _MEANT.items():
        values = record.get(part)
        record[part] = {id: v for id, v in values.items() if isinstance(v, kind)} if isinstance(values, dict) else {}
    return record


def _write(record: dict[str, dict[str, Any]]) -> None:
    with suppress(OSError):  # a folder that cannot be written costs the memory of it, not the check
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        partial.replace(file)
