"""How much memory and disk there are: what the machine has, what a container or a service may use of it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from grader.doctor.findings import Finding, notice, well
from grader.languages import Text, said
from grader.memory import cgroup_limit, usable

GIB = 2**30
FOR_DEEP_LEARNING = 3 * GIB // 2
"""What the notebook that needs most needs: PyTorch and TensorFlow together."""
FOR_A_JOB = 2 * GIB
"""What grading reckons for each submission that it grades at once."""
FOR_GRADING = GIB
FOR_AN_ENVIRONMENT = 4 * GIB


def memory() -> Iterator[Finding]:
    machine = psutil.virtual_memory()
    limit = cgroup_limit()
    total, free = machine.total, usable()
    text: Text = {
        "es": f"Memoria: {_gib(total)}, libres {_gib(machine.available)}",
        "en": f"Memory: {_gib(total)}, {_gib(machine.available)} free",
    }
    if limit is not None and limit < total:
        total = limit
        text = {
            "es": f"{said(text, 'es')}, pero aquí (un contenedor o un servicio) no se puede pasar de {_gib(limit)}",
            "en": f"{said(text, 'en')}, but here (a container or a service) no more than {_gib(limit)} may be used",
        }
    if total < FOR_DEEP_LEARNING:
        yield notice(
            {
                "es": f"{said(text, 'es')}; el notebook de aprendizaje profundo necesita {_gib(FOR_DEEP_LEARNING)}",
                "en": f"{said(text, 'en')}; the notebook on deep learning needs {_gib(FOR_DEEP_LEARNING)}",
            },
            {
                "es": "Usa una máquina con más memoria, o dale más al contenedor; los demás notebooks caben en menos",
                "en": "Use a machine with more memory, or give the container more; the other notebooks fit in less",
            },
        )
    elif free < FOR_DEEP_LEARNING:
        yield notice(
            {
                "es": f"{said(text, 'es')}; el notebook de aprendizaje profundo necesita {_gib(FOR_DEEP_LEARNING)} libres",
                "en": f"{said(text, 'en')}; the notebook on deep learning needs {_gib(FOR_DEEP_LEARNING)} free",
            },
            {"es": "Cierra programas y otros notebooks", "en": "Close programs and other notebooks"},
        )
    else:
        jobs = max(1, free // FOR_A_JOB)
        yield well(
            {
                "es": f"{said(text, 'es')}; entregas que se pueden calificar a la vez, a {_gib(FOR_A_JOB)} cada una: {jobs}",
                "en": f"{said(text, 'en')}; submissions that can be graded at once, at {_gib(FOR_A_JOB)} each: {jobs}",
            }
        )


def disk() -> Iterator[Finding]:
    """The free space where the course writes, where the environment stands, and where grading puts what it works with."""
    folders = [Path(os.environ.get("GRADER_RESULTS") or Path.cwd()), Path(sys.prefix)]
    try:
        folders.append(Path(tempfile.gettempdir()))
    except OSError:
        yield notice(
            {
                "es": "Disco: no hay carpeta para archivos temporales, y sin ella no se puede calificar",
                "en": "Disk: there is no folder for temporary files, and nothing can be graded without one",
            },
            {
                "es": "Que se pueda escribir en /tmp; en un contenedor, --tmpfs /tmp:exec",
                "en": "Let /tmp be written to; in a container, --tmpfs /tmp:exec",
            },
        )
    seen = set()
    for folder in folders:
        with suppress(OSError):  # it is not there, or not for us
            device, free = folder.stat().st_dev, psutil.disk_usage(str(folder)).free
            if device not in seen:
                seen.add(device)
                yield _space(folder, free)


def _space(folder: Path, free: int) -> Finding:
    if free < FOR_GRADING:
        return notice(
            {
                "es": f"Disco: {_gib(free)} libres en {folder}; calificar una clase necesita cerca de {_gib(FOR_GRADING)}",
                "en": f"Disk: {_gib(free)} free at {folder}; grading a class takes about {_gib(FOR_GRADING)}",
            },
            {"es": "Haz sitio, o usa otro disco", "en": "Make room, or use another disk"},
        )
    more: Text = {"es": "", "en": ""}
    if free < FOR_AN_ENVIRONMENT:
        size = _gib(FOR_AN_ENVIRONMENT)
        more = {"es": f"; otro entorno ({size}) no cabe", "en": f"; another environment ({size}) does not fit"}
    return well(
        {
            "es": f"Disco: {_gib(free)} libres en {folder}{said(more, 'es')}",
            "en": f"Disk: {_gib(free)} free at {folder}{said(more, 'en')}",
        }
    )


def _gib(size: float) -> str:
    return f"{size / GIB:.1f} GiB"
