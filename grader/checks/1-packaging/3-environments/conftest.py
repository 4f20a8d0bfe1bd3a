"""What the checks of this lesson share: distributions that nobody has, a reader of YAML, scripts that tell where they run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.judging.api import Disk, Fresh, Handle, Student, as_list, as_number, as_text, attribute, run_in
from grader.pythons import END_OF_LIFE


@pytest.fixture
def new_name(rng: np.random.Generator) -> Callable[[], str]:
    """A name that no distribution has, normalized; none is the beginning of another."""
    return lambda: f"{_word(rng)}-{_word(rng)}"


@pytest.fixture
def new_version(rng: np.random.Generator) -> Callable[[], str]:
    return lambda: ".".join(str(number) for number in rng.integers(1, 40, size=3))


@pytest.fixture
def odd(rng: np.random.Generator) -> Callable[[str], str]:
    """The same name as somebody else may write it: other separators, capital letters. Never as it was."""
    return lambda name: name[0].upper() + "".join(_oddly(letter, rng) for letter in name[1:])


def _word(rng: np.random.Generator) -> str:
    """Three syllables: four hundred thousand words, all of the same length."""
    return "".join(rng.choice(list("bcdfgjlmnprstvz")) + rng.choice(list("aeiou")) for _ in range(3))


def _oddly(letter: str, rng: np.random.Generator) -> str:
    return str(rng.choice(["_", ".", "__", "-_", "--"] if letter == "-" else [letter, letter.upper()]))


@dataclass
class Shelf:
    """A folder of made-up distributions, as an installer leaves them: one ``*.dist-info`` for each."""

    student: Student
    folder: Path
    new_version: Callable[[], str]
    files: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, *requires: str, extras: Iterable[str] = (), version: str = "") -> str:
        """Put a distribution there, named just so and with these requirements; the version that it got."""
        version = version or self.new_version()
        lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
        lines += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {line}" for line in requires]
        place = name.replace("-", "_")
        self.files[f"{place}-{version}.dist-info/METADATA"] = "\n".join([*lines, "", f"About {name}.", ""])
        return version

    def freeze(self, *names: str) -> list[str]:
        """What the student's ``freeze`` gives, in the order in which it came, where these distributions are installed."""
        freeze = self.student["freeze"]
        pins = run_in(self.student, _freeze_beside, freeze, str(self.folder), self.files, list(names))
        return [as_text(pin) for pin in as_list(pins)]


def _freeze_beside(freeze: Callable[..., Any], folder: str, files: dict[str, str], names: list[str]) -> list[Any]:
    import importlib
    import os
    import sys

    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    try:
        return list(freeze(names))
    finally:
        sys.path.remove(folder)


@pytest.fixture
def shelf(student: Student, folder: Path, new_version: Callable[[], str]) -> Shelf:
    return Shelf(student, folder, new_version)


@pytest.fixture
def diff(student: Student) -> Callable[[Sequence[str], Sequence[str]], dict[str, dict[str, Any]]]:
    """What the student's ``diff`` says, as plain dictionaries; a change as ``[old, new, direction]``."""

    def ask(a: Sequence[str], b: Sequence[str]) -> dict[str, dict[str, Any]]:
        answer = {part: _as_dict(found) for part, found in _as_dict(student.diff(list(a), list(b))).items()}
        plain = {part: {name: as_text(version) for name, version in answer[part].items()} for part in ("added", "removed")}
        changes = {name: [as_text(text) for text in as_list(change)] for name, change in answer["changed"].items()}
        return {**answer, **plain, "changed": changes}

    return ask


def _as_dict(value: Any) -> dict[str, Any]:
    """A dictionary by texts, of one or of what resembles one (a defaultdict, a Series)."""
    found = run_in(value, _to_dict, value) if isinstance(value, Handle) else value
    if type(found) is not dict:
        raise TypeError(f"a {type(found).__name__} is no dictionary")
    return {as_text(key): part for key, part in found.items()}


def _to_dict(thing: Any) -> dict[str, Any]:
    return {str(key): thing[key] for key in thing.keys()}  # noqa: SIM118 - a Series iterates over its values


@pytest.fixture
def document(student: Student, reader: Fresh) -> Callable[..., dict[str, Any]]:
    """The student's environment file as YAML's readers understand it; read in a clean process, for it may be made to be
    slow to read."""

    def ask(name: str, python: str, pins: Sequence[str], today: date) -> dict[str, Any]:
        text = as_text(student.environment_yml(name, python, list(pins), today))
        read = run_in(reader, _read_yaml, text)
        if type(read) is not dict:
            raise TypeError(f"a {type(read).__name__} is no environment")
        return read

    return ask


def _read_yaml(text: str) -> Any:
    import yaml

    return yaml.safe_load(text)


@pytest.fixture
def pip_section() -> Callable[[dict[str, Any]], list[str]]:
    """What pip is to install, of an environment that was read: the list of the one ``pip:`` among its dependencies."""
    return _pip_section


def _pip_section(environment: dict[str, Any]) -> list[str]:
    [section] = [part for part in as_list(environment["dependencies"]) if isinstance(part, dict)]
    assert list(section) == ["pip"]
    return [as_text(pin) for pin in as_list(section["pip"])]


@pytest.fixture
def pins(new_name: Callable[[], str], new_version: Callable[[], str]) -> list[str]:
    """Three lines, as ``freeze`` gives them."""
    return sorted(f"{new_name()}=={new_version()}" for _ in range(3))


@pytest.fixture
def supported(rng: np.random.Generator) -> tuple[str, date]:
    """A Python of the table, and a day on which it is supported."""
    python = str(rng.choice(sorted(END_OF_LIFE)))
    return python, date(END_OF_LIFE[python].year - int(rng.integers(1, 4)), int(rng.integers(1, 13)), 15)


@dataclass(frozen=True)
class Run:
    """What came back from a script that the student ran."""

    done: Handle

    @property
    def returncode(self) -> float:
        return as_number(attribute(self.done, "returncode"))

    @property
    def stdout(self) -> str:
        return as_text(attribute(self.done, "stdout"))

    @property
    def stderr(self) -> str:
        return as_text(attribute(self.done, "stderr"))

    @property
    def told(self) -> dict[str, Any]:
        """What the script's last line of JSON told; also of an output that came back as bytes, which one check asks about."""
        told = json.loads(attribute(self.done, "stdout").strip().splitlines()[-1])
        if type(told) is not dict:
            raise TypeError("the script tells a dictionary")
        return told


@dataclass(frozen=True)
class Workbench:
    """Writes scripts and packages, and has the student run them."""

    student: Student
    disk: Disk
    folder: Path
    rng: np.random.Generator

    def write(self, path: Path, text: str) -> Path:
        self.disk.write(path, text.encode())
        return path

    def module(self, folder: Path) -> tuple[str, int]:
        """A new module in ``folder``: its name, and the number that it holds."""
        name, answer = f"{_word(self.rng)}_{_word(self.rng)}", int(self.rng.integers(10**9))
        self.write(folder / f"{name}.py", f"ANSWER = {answer}\n")
        return name, answer

    def probe(self, *modules: str, place: str = "probe") -> Path:
        """A script that tells what the modules hold that it can import. Its folder is its own."""
        return self.write(self.folder / place / "probe.py", _PROBE.format(modules=list(modules)))

    def whereabouts(self) -> tuple[Path, int]:
        """A script that tells in which process and in which environment it runs, and a number that it tells as well."""
        nonce = int(self.rng.integers(10**9))
        return self.write(self.folder / "whereabouts.py", _WHEREABOUTS.format(nonce=nonce)), nonce

    def run(self, script: Path | str, packages_from: Sequence[Path | str] = (), **variables: str) -> Run:
        """What the student's ``run_isolated`` gives back, while these environment variables are set."""
        run_isolated = self.student["run_isolated"]
        return Run(run_in(self.student, _run_with, run_isolated, script, list(packages_from), variables))


@pytest.fixture
def workbench(student: Student, disk: Disk, folder: Path, rng: np.random.Generator) -> Workbench:
    return Workbench(student, disk, folder, rng)


_PROBE = """
import importlib, json

found = {{}}
for name in {modules!r}:
    try:
        found[name] = getattr(importlib.import_module(name), "ANSWER", True)
    except ImportError:
        found[name] = None
print(json.dumps(found))
"""

_WHEREABOUTS = """
import json, os, subprocess, sys

program = "import json, os, sys; config = os.path.join(sys.prefix, 'pyvenv.cfg')"
program += "; print(json.dumps([sys.prefix, sys.base_prefix, os.path.exists(config)]))"
anew = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, check=True).stdout
prefix, base, virtual = json.loads(anew)
print(json.dumps({{
    "nonce": {nonce},
    "process": os.getpid(),
    "isolated": sys.flags.isolated,
    "prefix": prefix,
    "base": base,
    "virtual": virtual,
}}))
"""
"""Of the environment, the interpreter tells what it is like started anew: who runs the script may have put things in order
that look like an environment."""


def _run_with(run_isolated: Callable[..., Any], script: Any, packages_from: list[Any], variables: dict[str, str]) -> Any:
    import os

    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        return run_isolated(script, packages_from)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
