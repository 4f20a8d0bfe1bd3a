"""Which ports of this machine the course's servers would find taken. It is tried by taking them, here and nowhere else."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.doctor.findings import Finding, notice, well
from grader.doctor.versions import find_lock

JUPYTERLAB = 8888
_HERE = "127.0.0.1"
_VARIABLE = re.compile(r"\$\{(\w+)(?::?-([^}]*))?\}")


def examine() -> Iterator[Finding]:
    lock = find_lock()
    wanted = {JUPYTERLAB: "JupyterLab"}
    if lock is not None:
        for port, service in published(lock.parent / "docker" / "compose.yaml").items():
            wanted.setdefault(port, service)
    free = []
    for port, service in sorted(wanted.items()):
        if is_free(port):
            free.append(f"{port} ({service})")
        elif port == JUPYTERLAB:
            yield notice(
                {
                    "es": f"Puerto {port} ocupado: JupyterLab abrirá en el siguiente libre, y dirá cuál",
                    "en": f"Port {port} taken: JupyterLab will open at the next free one, and say which",
                }
            )
        else:
            yield notice(
                {
                    "es": f"Puerto {port} ocupado: lo quiere {service}, de docker/compose.yaml, o ya está en marcha",
                    "en": f"Port {port} taken: {service}, of docker/compose.yaml, wants it, or is running already",
                },
                {
                    "es": "Si no es el propio servicio, termina el programa que lo usa",
                    "en": "If it is not the service itself, end the program that uses it",
                },
            )
    if free:
        yield well({"es": f"Puertos libres: {', '.join(free)}", "en": f"Ports free: {', '.join(free)}"})


def is_free(port: int) -> bool:
    try:
        with socket.create_server((_HERE, port)):
            return True
    except OSError:
        return False


def published(compose: Path) -> dict[int, str]:
    """The ports of this machine that the services of a Compose file want, each with its service. None without the file."""
    import yaml

    if not compose.is_file():
        return {}
    services: dict[str, Any] = yaml.safe_load(compose.read_text(encoding="utf-8")).get("services") or {}
    found: dict[int, str] = {}
    for name, service in services.items():
        for one in service.get("ports") or ():
            port = _on_this_machine(one)
            if port is not None:
                found.setdefault(port, name)
    return found


def _on_this_machine(port: Any) -> int | None:
    """Of ``127.0.0.1:9090:9090``, ``"${PORT:-9090}:9090"`` or ``{published: 9090, …}``; None where Docker chooses one."""
    told = str(port.get("published", "") if isinstance(port, dict) else port)
    told = _VARIABLE.sub(lambda match: os.environ.get(match[1]) or match[2] or "", told).partition("/")[0]
    if not isinstance(port, dict):
        told = told.split(":")[-2] if ":" in told else ""
    return int(told) if told.isdigit() else None
