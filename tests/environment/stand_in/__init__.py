"""Images in the place of those that are fetched from a registry: Debian's Prometheus, Alertmanager and PostgreSQL."""

from __future__ import annotations

import functools
import os
import subprocess
from pathlib import Path

from tests.environment.images import BASE, BUILDKIT, docker_program, engine

HERE = Path(__file__).parent


def build(folder: Path, tag: str, *options: str) -> str:
    """Build the Dockerfile of a folder on the base that this machine has, and give the image's tag."""
    engine()
    command = [docker_program(), "build", "--quiet", "--network=host", f"--build-arg=BASE={BASE}", f"--tag={tag}", *options]
    done = subprocess.run([*command, str(folder)], env=os.environ | BUILDKIT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return tag


@functools.cache
def servers() -> str:
    """Prometheus, Alertmanager and PostgreSQL."""
    return build(HERE, "ml-en-produccion-test:servers", "--target=servers")


@functools.cache
def agent() -> str:
    """Jenkins' agent as docker/agent describes it, but for Java, which comes with the controller's image."""
    without_java = build(HERE, "ml-en-produccion-test:controller", "--target=controller")
    folder = HERE.parents[2] / "docker" / "agent"
    return build(folder, "ml-en-produccion-test:agent", f"--build-arg=CONTROLLER={without_java}")
