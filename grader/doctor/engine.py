"""Docker: whether an engine answers as it would to a lesson, and whether its client and Compose are here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from grader.doctor.findings import Finding, notice, well
from grader.doctor.programs import find, install
from grader.judging.sandbox import CONTAINER
from grader.languages import Text, said

SECONDS = 3
_USE: Text = {
    "es": "solo lo usan los laboratorios de contenedores, que no se califican, y las imágenes y servicios de docker/",
    "en": "only the laboratories on containers, which are not graded, and the images and services of docker/ use it",
}
_START: Text = {
    "es": "Instala Docker y arráncalo; si ya lo está, DOCKER_HOST dice dónde, y tu usuario ha de poder usarlo",
    "en": "Install Docker and start it; if it is running, DOCKER_HOST says where, and your user has to be allowed to use it",
}


def examine() -> Iterator[Finding]:
    answer = ask()
    if isinstance(answer, str):
        yield well({"es": f"Docker: responde el motor {answer}", "en": f"Docker: the engine {answer} answers"})
        yield from _clients()
    elif inside_a_container():
        yield well(
            {
                "es": "Docker: dentro de este contenedor no responde ningún motor, ni hace falta",
                "en": "Docker: inside this container no engine answers, nor is one needed",
            }
        )
    else:
        why = _one_line(answer)
        yield notice(
            {
                "es": f"Docker: ningún motor responde ({why}); {said(_USE, 'es')}",
                "en": f"Docker: no engine answers ({why}); {said(_USE, 'en')}",
            },
            _START,
        )


def inside_a_container() -> bool:
    return bool(os.environ.get(CONTAINER)) or Path("/.dockerenv").exists() or Path("/run/.containerenv").exists()


def ask() -> str | Exception:
    """The version of the engine that a lesson would find, or why there is none."""
    try:
        from docker.client import DockerClient

        client = DockerClient.from_env(timeout=SECONDS)
        try:
            return str(client.version()["Version"])
        finally:
            client.close()
    except Exception as error:  # the library passes on those of several others
        return error


def _clients() -> Iterator[Finding]:
    program = find("docker")
    if program is None:
        yield notice(
            {
                "es": "docker, el programa: no está; las órdenes docker … de la documentación lo necesitan",
                "en": "docker, the program: is not here; the commands docker … of the documentation need it",
            },
            install("docker.io"),
        )
        return
    for command in ([program, "compose"], [find("docker-compose") or ""]):
        if version := _version([*command, "version", "--short"]):
            yield well({lang: f"{' '.join([Path(command[0]).stem, *command[1:]])}: {version}" for lang in _USE})
            return
    yield notice(
        {
            "es": "docker compose: no está; los servicios de docker/compose.yaml lo necesitan",
            "en": "docker compose: is not here; the services of docker/compose.yaml need it",
        },
        {"es": "Instala el complemento Compose de Docker", "en": "Install Docker's Compose plugin"},
    )


def _version(command: list[str]) -> str:
    """What it prints; empty if it does not run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
