"""The folder ``notebooks/``, committed for students, brought up to date without touching what people did in it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from grader.authoring.course import Notebooks
from grader.authoring.index import INDEX


def publish(folder: Path, notebooks: Notebooks) -> list[Path]:
    """Bring the folder up to date, file by file, and return the files that were written or removed."""
    changed = []
    for path in differing(folder, notebooks):
        if was_run(path):
            continue
        text = notebooks.get(path.relative_to(folder))
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            beside.write_text(text, encoding="utf-8", newline="\n")
            os.replace(beside, path)
        changed.append(path)
    return changed


def differing(folder: Path, notebooks: Notebooks) -> list[Path]:
    """The files that are missing, too many, or not what they should be."""
    differ = [folder / path for path, text in notebooks.items() if _bytes(folder / path) != text.encode()]
    return sorted([*differ, *_left_over(folder, notebooks)])


def notebooks_in(folder: Path) -> list[Path]:
    """The notebooks where a build puts some: the lessons of each language, and the welcome beside the languages."""
    return sorted([*folder.glob(str(INDEX)), *folder.glob("*/*/*.ipynb")])


def was_run(path: Path) -> bool:
    """Whether the notebook holds somebody's work: a released one has no outputs and no execution counts."""
    cells = _json(path).get("cells", [])
    return any(cell.get("execution_count") or cell.get("outputs") for cell in cells)


def _left_over(folder: Path, notebooks: Notebooks) -> list[Path]:
    """Notebooks that an earlier build wrote, of lessons that are gone. What people made themselves is none of ours."""
    left = []
    for path in notebooks_in(folder):
        inside = path.relative_to(folder)
        course = _json(path).get("metadata", {}).get("course", {})
        written_here = (
            "/".join(str(course[key]) for key in ("lang", "lesson") if key in course) == inside.with_suffix("").as_posix()
        )
        if written_here and inside not in notebooks:
            left.append(path)
    return left


def _json(path: Path) -> dict[str, Any]:
    """The notebook, or nothing where there is no readable one: a merge conflict, say, which the build mends."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notebook if isinstance(notebook, dict) else {}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
