"""Do what a document says, in its order, in a copy of the course that is small: one lesson and a class of three."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.environment.checkout import copy_checkout
from tests.guides.reading import CONFIGURATION, HALVES, Block, commands, steps, twin

PATIENCE = 600
"""Seconds that a command may take on a loaded machine."""
LESSON = "1-packaging/1-serialization"
_KEPT = ("source ", "export ", "alias ")
"""What a terminal remembers for the commands that follow."""


@dataclass(frozen=True)
class Expected:
    """What comes of a command. ``before`` is what somebody does first, ``after`` looks closer at what came of it."""

    says: tuple[str, ...] = ()
    """Patterns, all of which its output holds; ``<lang>`` in them is the reader's language."""
    makes: tuple[str, ...] = ()
    code: int = 0
    until: str = ""
    """It goes on for ever: it is interrupted, as by Ctrl-C, when it has said this."""
    before: Callable[[Path], None] | None = None
    after: Callable[[Path], None] | None = None


def small_course(folder: Path, lesson: str = LESSON) -> Path:
    """A checkout of the course with this one lesson, or with none, and its environment, in ``folder/course``."""
    course = copy_checkout(folder / "course")
    for place in ("solutions", "grader/checks", "notebooks/es", "notebooks/en"):
        for found in (course / place).glob("*/*"):
            if found.name.split(".")[0] != Path(lesson).name or found.parent.name != Path(lesson).parent.name:
                shutil.rmtree(found) if found.is_dir() else found.unlink()
    shutil.rmtree(course / "examples/submitted")
    index = course / "solutions/index.py"
    units = re.sub(r"^\[\[(?!%s\]).*\n" % (Path(lesson).parent.name or "-"), "", index.read_text(), flags=re.MULTILINE)
    index.write_text(units, encoding="utf-8")
    _may_be_root(folder / "jupyter")
    environment = course / ".venv"
    environment.mkdir()
    for part in Path(sys.prefix).iterdir():
        (environment / part.name).symlink_to(part)
    (environment / ".ready").unlink(missing_ok=True)
    (environment / ".ready").touch()  # newer than all that it is made from: «make» installs nothing
    return course


def _may_be_root(configuration: Path) -> None:
    """JupyterLab's ``--allow-root``, which who reads as root is told of, for commands that are printed without it."""
    configuration.mkdir()
    (configuration / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}')


def walk(document: str, course: Path, expected: Mapping[str, Expected], elsewhere: Mapping[str, str]) -> None:
    """Run every command of a document but those run ``elsewhere``; what is not expected, or not used, fails."""
    known = {twin(command) for command in commands(document, next(iter(HALVES)))} - set(elsewhere)
    assert known == set(expected), f"{document}: nobody runs {known - set(expected)}, nobody says {set(expected) - known}"
    remembered: list[str] = []
    for step in steps(document):
        first = next(iter(step.values()))
        if first.file:
            write(course, first)
        for same in zip(*(block.commands for block in step.values()), strict=True):
            if twin(same[0]) in elsewhere:
                continue
            told = dict(zip(step, same, strict=True)) if len(set(same)) > 1 else {next(iter(step)): same[0]}
            for lang, command in told.items():
                run(command, course, lang, expected[twin(command)], remembered)
            remembered += [command for command in same[:1] if command.startswith(_KEPT)]


def write(course: Path, block: Block) -> None:
    """Put a block into the file that it is."""
    path = course / block.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if block.file == CONFIGURATION:
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{block.text}", encoding="utf-8")
    else:
        path.write_text(block.text, encoding="utf-8")


def run(command: str, course: Path, lang: str, expected: Expected, remembered: list[str]) -> None:
    """Run it as somebody who types it, and compare what comes of it."""
    if expected.before:
        expected.before(course)
    script = "\n".join([*remembered, command])
    log = course.parent / "log.txt"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["bash", "-c", script],
            cwd=course,
            env=_environment(course, lang),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        _wait(process, log, expected.until)
    said = _said(log)
    for pattern in expected.says:
        assert re.search(pattern.replace("<lang>", lang), said), f"{command}\nsays no {pattern!r}:\n{said[-3000:]}"
    if not expected.until:
        assert process.returncode == expected.code, f"{command}\nexits with {process.returncode}:\n{said[-3000:]}"
    for made in expected.makes:
        assert (course / made.replace("<lang>", lang)).exists(), f"{command}\nmakes no {made}:\n{said[-3000:]}"
    if expected.after:
        expected.after(course)


def _wait(process: subprocess.Popen[bytes], log: Path, until: str) -> None:
    """Until it ends; one that goes on for ever, until it has said that, and then as after Ctrl-C."""
    deadline = time.monotonic() + (PATIENCE if not until else 90)
    try:
        while process.poll() is None and not (until and until in _said(log)):
            assert time.monotonic() < deadline, f"is still running, and said:\n{_said(log)[-3000:]}"
            time.sleep(0.1)
        if until:
            assert process.poll() is None, f"ended by itself, and said:\n{_said(log)[-3000:]}"
            for _ in range(2):  # Jupyter asks whether it is meant
                os.killpg(process.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):  # a server's idle thread may keep it from ending
                process.wait(20)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _said(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


def _environment(course: Path, lang: str) -> dict[str, str]:
    """A new terminal's: nothing of the tests' own environment is at hand, and the course is the copy."""
    own = Path(sys.executable).parent
    path = [place for place in os.environ["PATH"].split(os.pathsep) if Path(place) != own]
    return os.environ | {
        "PATH": os.pathsep.join(path),
        "PYTHONPATH": str(course),
        "LC_ALL": f"{lang}.UTF-8",
        "EDITOR": "true",
        "BROWSER": "true %s",
        "JUPYTER_CONFIG_PATH": str(course.parent / "jupyter"),
        "GRADER_EXCHANGE": str(course.parent / "exchange"),
        "GRADER_PROGRESS": str(course.parent / "progress.json"),
        "JUPYTERLAB_WORKSPACES_DIR": str(course.parent / "workspaces"),
    }
