"""Whether this is the Python of the course, and whether its packages are those of requirements.lock.

Nothing is imported: what is installed is read from its metadata, so that a broken or a slow package costs nothing here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

import grader
from grader.doctor.findings import Finding, notice, well, wrong
from grader.languages import Text
from grader.pythons import END_OF_LIFE

PYTHON = (3, 11)
"""The one that the lock is made for and tested with."""
LOCK = "requirements.lock"
_OF_A_CHECKOUT = Path(grader.__file__).parents[1]
_OF_THE_IMAGES = Path("/course")
_MOST = 8
"""Packages that are named one by one; with none installed there would be two hundred."""
_COMMENT = re.compile(r"(^|\s)#.*")


def python() -> Iterator[Finding]:
    here, wanted = ".".join(map(str, sys.version_info[:3])), ".".join(map(str, PYTHON))
    if sys.version_info[:2] != PYTHON:
        yield wrong(
            {
                "es": f"Python {here}: las versiones del curso se eligieron y probaron con Python {wanted}",
                "en": f"Python {here}: the course's versions were chosen and tested with Python {wanted}",
            },
            {
                "es": f"Haz el entorno con Python {wanted}: make setup PYTHON=/ruta/a/python{wanted}",
                "en": f"Make the environment with Python {wanted}: make setup PYTHON=/path/to/python{wanted}",
            },
        )
        return
    end = END_OF_LIFE[wanted]
    if date.today() > end:
        yield notice(
            {
                "es": f"Python {here}, {sys.platform}: desde el {end} no recibe arreglos de seguridad",
                "en": f"Python {here}, {sys.platform}: since {end} it gets no security fixes",
            },
            {"es": "Busca una edición más reciente del curso", "en": "Look for a later edition of the course"},
        )
    else:
        yield well(
            {
                "es": f"Python {here}, {sys.platform}: recibe arreglos de seguridad hasta el {end}",
                "en": f"Python {here}, {sys.platform}: it gets security fixes until {end}",
            }
        )


def find_lock(folders: Iterable[Path] = (_OF_A_CHECKOUT, _OF_THE_IMAGES)) -> Path | None:
    """The list of pins: beside the package in a checkout, in /course in the images."""
    return next((folder / LOCK for folder in folders if (folder / LOCK).is_file()), None)


def packages(lock: Path | None = None) -> Iterator[Finding]:
    """How what is installed differs from the lock; without one, from what the package ``grader`` says that it needs."""
    lock = lock or find_lock()
    if lock is None:
        yield notice(
            {
                "es": f"No hay ningún {LOCK}: no se puede decir si las versiones son las probadas",
                "en": f"There is no {LOCK}: nobody can say whether the versions are the tested ones",
            },
            {
                "es": f"Trabaja en una copia del repositorio, o di dónde está: grader doctor --lock RUTA/{LOCK}",
                "en": f"Work in a clone of the repository, or say where it is: grader doctor --lock PATH/{LOCK}",
            },
        )
        said, where, repair = metadata.requires("grader") or [], "grader", "grader"
    else:
        said, where, repair = lock.read_text(encoding="utf-8").splitlines(), lock.name, f'-r "{lock}"'
    wanted, unread = read(said)
    for line in unread:
        yield notice(
            {"es": f"{where}: no se entiende la línea «{line}»", "en": f"{where}: the line «{line}» cannot be understood"}
        )
    differences = [difference for one in wanted if (difference := compare(one))]
    if differences:
        yield from _told(differences, where, f'"{sys.executable}" -m pip install {repair}')
    else:
        yield well(
            {
                "es": f"{len(wanted)} paquetes: son los que dice {where}",
                "en": f"{len(wanted)} packages: they are what {where} says",
            }
        )


def read(said: Iterable[str]) -> tuple[list[Requirement], list[str]]:
    """What is wanted on this machine by lines such as ``torch==2.13.0 ; sys_platform == "linux"``, and the lines that
    say nothing that we know."""
    wanted, unread = [], []
    for line in said:
        text = _COMMENT.sub("", line).strip()
        if not text or text.startswith("-"):  # options of pip's
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            unread.append(text)
            continue
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            wanted.append(requirement)
    return wanted, unread


@dataclass(frozen=True)
class Difference:
    """A package that is missing (``here`` is None) or that is here in another version."""

    name: str
    wanted: str
    here: str | None


def compare(requirement: Requirement) -> Difference | None:
    """None if what is installed is what is wanted. 2.13.0+cpu is a 2.13.0, of another build."""
    wanted = str(requirement.specifier).removeprefix("==")
    try:
        here = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return Difference(requirement.name, wanted, None)
    if here and requirement.specifier.contains(here, prereleases=True):
        return None
    return Difference(requirement.name, wanted, here or "?")


def _told(differences: list[Difference], where: str, repair: str) -> Iterator[Finding]:
    todo: Text = {"es": f"Instala lo que falta: {repair}", "en": f"Install what is missing: {repair}"}
    told = [_difference(one, where) for one in differences[:_MOST]]
    if (more := len(differences) - _MOST) > 0:
        told.append({"es": f"… y {more} más", "en": f"… and {more} more"})
    yield from (wrong(text) for text in told[:-1])
    yield wrong(told[-1], todo)


def _difference(one: Difference, where: str) -> Text:
    wanted = f"{one.name} {one.wanted}".strip()
    if one.here is None:
        return {
            "es": f"{one.name}: no está instalado; {where} dice {wanted}",
            "en": f"{one.name}: is not installed; {where} says {wanted}",
        }
    return {"es": f"{one.name} {one.here}: {where} dice {wanted}", "en": f"{one.name} {one.here}: {where} says {wanted}"}
