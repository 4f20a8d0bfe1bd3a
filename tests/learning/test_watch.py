"""``grader watch``: at each save the cards of what has changed, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest

from grader.judging.launch import FORKS
from grader.learning import progress, watch
from grader.learning.watch import marks_of, part_for
from tests.conftest import ROOT
from tests.learning.one import solve, write_downloaded


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return write_downloaded(tmp_path) / "notebooks/es/small/1-numbers.ipynb"


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def ids(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.metadata.get("nbgrader", {}).get("grade_id", cell.cell_type) for cell in notebook.cells]


def test_an_answer_is_marked_by_its_program_and_by_the_other_code_above_it(mine: Path) -> None:
    before = marks_of(read(mine))
    assert before["double"][0] is None
    solve(mine, double="")
    answered = marks_of(read(mine))
    assert answered["double"] != before["double"]
    assert answered["running"] == before["running"]
    notebook = read(mine)
    at = ids(notebook).index("running_answer")
    notebook.cells.insert(at, nbformat.v4.new_code_cell("helper = 1"))
    changed = marks_of(notebook)
    assert changed["double"] == answered["double"]
    assert changed["running"] != answered["running"]


def test_only_what_is_needed_is_run(mine: Path) -> None:
    assert ids(part_for(read(mine), {"double"}))[-1] == "double"
    whole = ids(part_for(read(mine), {"running"}))
    assert "double" not in whole
    assert "double_answer" in whole
    assert whole[-1] == "running"


def test_a_file_that_is_still_being_written_is_not_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps = iter([1, 1, None, 2, 3, 3, 3, 4, 4])
    monkeypatch.setattr(watch, "_stamp", lambda _: next(stamps))
    monkeypatch.setattr(watch.time, "sleep", lambda _: None)
    saves = watch.saves(Path())
    next(saves)
    next(saves)
    assert next(stamps) == 3  # two looks saw 3
    next(saves)
    assert next(stamps, None) is None


@contextmanager
def watching(mine: Path, lang: str, root: Path) -> Iterator[subprocess.Popen[str]]:
    """The command as it runs in a terminal: Ctrl-C reaches all processes of its group."""
    command = [sys.executable, "-m", "grader.cli", "watch", str(mine), "--lang", lang, "--root", str(root)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def told_until(process: subprocess.Popen[str], word: str) -> str:
    told = ""
    assert process.stdout
    while word not in told:
        line = process.stdout.readline()
        assert line, told
        told += line
    return told


def press_ctrl_c(process: subprocess.Popen[str]) -> str:
    """What it says at its end. All that it started ends with it."""
    started = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    rest, _ = process.communicate()
    _, alive = psutil.wait_procs(started, timeout=60)
    assert not alive
    assert process.returncode == 0
    return rest


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="Ctrl-C is sent as SIGINT")
@pytest.mark.parametrize(
    ("lang", "ready", "saved", "end"),
    [
        ("es", "Vigilando", "Guardado; se juzga: double", "Fin. El notebook está como lo dejaste."),
        ("en", "Watching", "Saved; being judged: double", "Done. The notebook is as you left it."),
    ],
)
def test_each_save_shows_the_cards_of_what_changed_until_ctrl_c(
    lang: str, ready: str, saved: str, end: str, mine: Path, tmp_path: Path
) -> None:
    with watching(mine, lang, tmp_path) as process:
        told_until(process, ready)
        solve(mine, double="")
        written = mine.read_bytes()
        told = told_until(process, "Semilla")
        assert saved in told
        assert "El doble — 2 de 2 puntos. Ejercicio completo." in told  # in the notebook's language
        assert "La suma hasta aquí" not in told
        assert end in press_ctrl_c(process)
    assert mine.read_bytes() == written
    assert progress.best_points() == {"double": 2}
    assert progress.attempts() == {"double": 1}


@pytest.mark.slow
@pytest.mark.skipif(not FORKS, reason="Ctrl-C is sent as SIGINT")
def test_ctrl_c_ends_it_in_the_middle_of_a_judging(mine: Path, tmp_path: Path) -> None:
    with watching(mine, "es", tmp_path) as process:
        told_until(process, "Vigilando")
        solve(mine, double="def double(x):\n    while True:\n        pass\n")
        told_until(process, "Guardado")
        assert "Fin." in press_ctrl_c(process)
    assert progress.attempts() == {}
