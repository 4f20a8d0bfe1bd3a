"""What this machine has of what the course needs, and what to do where it has not: what ``grader doctor`` prints.

The data are ``Finding``s: a state, a sentence in every language and, where something is to be done, what. Each module
here finds those of one kind. Nothing that a machine lacks stops the others, be it a package that they import: a probe that
breaks off is a finding too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.doctor.findings import Finding, needs_mending, notice, wrong
from grader.languages import Text, said

__all__ = ["Finding", "examine", "needs_mending", "tried"]


def examine(lock: Path | None = None) -> Iterator[Finding]:
    """One finding after another, each as soon as it is made; the versions are held against that lock, or the course's."""
    yield from tried({"es": "Python", "en": "Python"}, _probe("versions", "python"))
    yield from tried({"es": "Paquetes", "en": "Packages"}, _probe("versions", "packages", lock))
    yield from tried({"es": "Aislamiento", "en": "Isolation"}, _probe("isolation", "examine"))
    yield from tried({"es": "Programas", "en": "Programs"}, _probe("programs", "examine"))
    yield from tried({"es": "Docker", "en": "Docker"}, _probe("engine", "examine"))
    yield from tried({"es": "Memoria", "en": "Memory"}, _probe("machine", "memory"))
    yield from tried({"es": "Disco", "en": "Disk"}, _probe("machine", "disk"))
    yield from tried({"es": "Puertos", "en": "Ports"}, _probe("ports", "examine"))


def _probe(module: str, function: str, *arguments: Any) -> Callable[[], Iterable[Finding]]:
    """A function of a module that is imported only when it is called."""
    return lambda: getattr(import_module(f"grader.doctor.{module}"), function)(*arguments)


def tried(name: Text, probe: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """What a probe finds; if it breaks off, that too."""
    try:
        yield from probe()
    except ModuleNotFoundError as error:
        yield wrong(
            {
                "es": f"{said(name, 'es')}: falta un módulo de Python, {error.name}",
                "en": f"{said(name, 'en')}: a module of Python is missing, {error.name}",
            },
            {
                "es": "Instala los paquetes de requirements.lock en este entorno",
                "en": "Install the packages of requirements.lock in this environment",
            },
        )
    except Exception as error:  # a machine that nobody thought of
        why = " ".join(f"{type(error).__name__}: {error}".split())
        yield notice(
            {
                "es": f"{said(name, 'es')}: no se pudo examinar en esta máquina ({why})",
                "en": f"{said(name, 'en')}: could not be examined on this machine ({why})",
            }
        )
