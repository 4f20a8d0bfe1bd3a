"""What a student has done so far: one plain JSON file of theirs, which never leaves the machine.

``{"points": {exercise id: best points}, "hints": {exercise id: hints seen}}``
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


def next_hint(id: str, total: int) -> int:
    """Count one more hint of the exercise as seen; ``total`` + 1 when all had been seen before."""
    record = _read()
    seen = int(min(record["hints"].get(id, 0) + 1, total + 1))
    record["hints"][id] = seen
    _write(record)
    return seen


def _read() -> dict[str, dict[str, Any]]:
    record: dict[str, dict[str, Any]] = {"points": {}, "hints": {}}
    with suppress(OSError, ValueError):
        kept = json.loads(path().read_text(encoding="utf-8"))
        for part in record:
            if isinstance(kept, dict) and isinstance(kept.get(part), dict):
                record[part] = {id: n for id, n in kept[part].items() if isinstance(n, int | float)}
    return record


def _write(record: dict[str, dict[str, Any]]) -> None:
    with suppress(OSError):  # a folder that cannot be written costs the memory of it, not the check
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        partial.replace(file)
