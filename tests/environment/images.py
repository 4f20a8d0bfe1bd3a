"""The course's two images, built for the tests as README says, once, on a base that the machine's engine has."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docker
import pytest
from docker.errors import DockerException

from tests.conftest import ROOT
from tests.guides.reading import documented

BASE = "python:3.11-slim-bookworm"
"""What ``tests/containers/engine.sh`` makes of this machine's Debian."""
BUILDKIT = {"DOCKER_BUILDKIT": "1"}


@functools.cache
def engine() -> Any:
    """A client of the engine. Skips where none answers, or where it lacks the base image."""
    try:
        client = docker.from_env(timeout=900)
        client.images.get(BASE)
    except DockerException as error:
        pytest.skip(f"no Docker engine with {BASE} ({type(error).__name__}): run tests/containers/engine.sh start")
    return client


@functools.cache
def docker_program() -> str:
    """A Docker client that can use BuildKit. Skips where there is none."""
    for program in filter(None, [shutil.which("docker"), shutil.which("docker", path="/usr/bin")]):
        if subprocess.run([program, "build", "--help"], env=os.environ | BUILDKIT, capture_output=True).returncode == 0:
            return program
    pytest.skip("no Docker client here can use BuildKit: install buildx, or Debian's docker.io")


@functools.cache
def built(target: str) -> str:
    """The tag of an image of docker/Dockerfile, built now as «make images» builds it."""
    tag = f"ml-en-produccion:{target}"
    assert f"docker build --file docker/Dockerfile --target {target} --tag {tag} ." in made()
    return build(target, ROOT, tag)


@functools.cache
def made() -> list[str]:
    """What «make images» would run."""
    command = documented("docs/docker.md", "make images")
    assert command == documented("docs/stack.md", "make images")
    told = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [" ".join(line.split()) for line in told.splitlines()]


def build(target: str, context: Path, tag: str) -> str:
    """Build an image of a context, and give its tag."""
    engine()
    arguments = {"BASE": BASE, "PIP_EXTRA_INDEX_URL": ""}  # the base knows where torch for CPU lies
    file = ROOT / "docker" / "Dockerfile"
    command = [docker_program(), "build", f"--file={file}", f"--target={target}", f"--tag={tag}", "--network=host"]
    command += [f"--build-arg={name}={value}" for name, value in arguments.items()]
    done = subprocess.run([*command, "."], cwd=context, env=os.environ | BUILDKIT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return tag
