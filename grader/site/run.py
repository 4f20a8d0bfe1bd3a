"""The solved lessons, run: what each code cell shows. Kept by what was run, so that only what changed runs again.

Check cells are not run: nobody reads a card about somebody else's answer, and what a check needs is proved elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode

import grader
from grader.commands import Refused

Tell = Callable[[str], None]
Run = Callable[[Mapping[Path, NotebookNode]], None]
"""Gives the code cells of notebooks their outputs, in place."""

PACKAGE = Path(grader.__file__).parent
_NOT_FOR_LESSONS = set("authoring checks cli.py commands.py doctor grading judging reporting site teaching".split())
"""Parts of the package from which no lesson takes anything that it shows."""
_SECONDS = 600
_UNJUDGED = {"NBGRADER_EXECUTION": "autograde"}
"""As when nbgrader grades, the notebook starts no judge of its own: none is needed here."""


def run_with_memory(root: Path, memory: Path, jobs: int, tell: Tell) -> Run:
    """Runs ``jobs`` notebooks at once in kernels of their own; what was shown before comes from the folder ``memory``."""

    def run(notebooks: Mapping[Path, NotebookNode]) -> None:
        memory.mkdir(parents=True, exist_ok=True)
        kept = {path: memory / f"{_fingerprint(root, path, notebook)}.json" for path, notebook in notebooks.items()}
        missing = [path for path in notebooks if not kept[path].is_file()]
        with ThreadPoolExecutor(jobs) as pool:
            running = {pool.submit(_run, path, notebooks[path], kept[path]): path for path in missing}
            try:
                for number, done in enumerate(as_completed(running), 1):
                    tell(f"[{number}/{len(missing)}] {running[done].with_suffix('')} · {done.result():.0f} s")
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        for path, notebook in notebooks.items():
            shown = json.loads(_without_home(kept[path].read_text(encoding="utf-8")))
            for cell, outputs in zip(_code(notebook), shown, strict=True):
                cell.outputs = nbformat.from_dict(outputs)
        for old in set(memory.iterdir()) - set(kept.values()):
            old.unlink()

    return run


def _without_home(shown: str) -> str:
    """Whose machine built the site is nobody's business: paths in the builder's home begin with «~/»."""
    home = Path.home()
    return shown if home == home.parent else shown.replace(f"{home.as_posix()}/", "~/")


def is_check(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _fingerprint(root: Path, path: Path, notebook: NotebookNode) -> str:
    """Of all that decides what the notebook shows: its code, the course's and the versions of the rest. Not its prose."""
    seen = hashlib.sha256(json.dumps([str(path), *(cell.source for cell in _code(notebook))]).encode())
    for file in _decides(root, path):
        seen.update(f"{file.name}\0".encode() + file.read_bytes())
    return seen.hexdigest()


def _decides(root: Path, path: Path) -> Iterable[Path]:
    yield from (file for file in [root / "requirements.lock"] if file.is_file())
    lesson = Path(*path.with_suffix("").parts[1:])
    yield from sorted((root / "grader" / "checks" / lesson).glob("*.toml"))
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")]):
        if file.relative_to(PACKAGE).parts[0] not in _NOT_FOR_LESSONS:
            yield file


def _run(path: Path, notebook: NotebookNode, keep: Path) -> float:
    """Run one notebook, keep what its cells show, and return the seconds. Raises Refused if a cell fails."""
    begun = time.monotonic()
    running = nbformat.from_dict(notebook)
    for cell in _code(running):
        if is_check(cell):
            cell.source = ""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        work = Path(folder, "notebook")
        work.mkdir()
        quiet = ["--log-level=ERROR"]
        client = NotebookClient(
            running, timeout=_SECONDS, extra_arguments=quiet, resources={"metadata": {"path": str(work)}}
        )
        try:
            client.execute(env=os.environ | _UNJUDGED | {"GRADER_PROGRESS": str(Path(folder, "progress.json"))})
        except (CellControlSignal, DeadKernelError, RuntimeError) as error:
            raise _failed(path, error) from error
    shown = [cell.outputs for cell in _code(running)]
    beside = keep.with_suffix(".new")
    beside.write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, keep)
    return time.monotonic() - begun


def _failed(path: Path, error: Exception) -> Refused:
    told: Any = getattr(error, "ename", "") and f"{error.ename}: {error.evalue}"  # type: ignore[attr-defined]
    why = " ".join(str(told or error).split())[:300]
    return Refused(
        {
            "es": f"{path.with_suffix('')}: la lección resuelta no se ejecuta entera ({why}); arréglala y repite la orden",
            "en": f"{path.with_suffix('')}: the solved lesson does not run whole ({why}); mend it and run this again",
        }
    )
