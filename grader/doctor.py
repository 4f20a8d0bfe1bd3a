"""What this machine gives for grading, and what to do where that is little: what ``grader doctor`` prints."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from grader.judging import sandbox
from grader.languages import Text

_MEANING: dict[str, Text] = {
    "namespaces": {
        "es": "aislamiento completo: puedes calificar código de desconocidos",
        "en": "full isolation: strangers' code can be graded",
    },
    "container": {
        "es": "la imagen de calificación: aislada por el contenedor, sin red; los límites valen también aquí",
        "en": "the grading image: isolated by the container, without network; the limits hold here too",
    },
    "process": {
        "es": "solo límites: vale para estudiar, no para código de desconocidos. Usa la imagen de calificación",
        "en": "limits only: fine for self-study, not for strangers' code. Use the grading image",
    },
    "none": {
        "es": "sin aislamiento: vale para estudiar, no para código de desconocidos. Usa la imagen de calificación",
        "en": "no isolation: fine for self-study, not for strangers' code. Use the grading image",
    },
}


def examine() -> Iterator[Text]:
    """One finding after another, in every language."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield {"es": f"Python {python}, {sys.platform}", "en": f"Python {python}, {sys.platform}"}
    level, reason = sandbox.level()
    why = f" ({reason})" if reason else ""
    yield {
        lang: f"{word} {level}: {_MEANING[level][lang]}{why}" for lang, word in (("es", "Aislamiento"), ("en", "Isolation"))
    }
    if level == "none":
        return
    if sandbox.has_seccomp():
        yield {"es": "libseccomp: sí", "en": "libseccomp: yes"}
    else:
        yield {
            "es": "libseccomp: no; instala el paquete libseccomp2 para prohibir las llamadas al sistema peligrosas",
            "en": "libseccomp: no; install the package libseccomp2 to forbid dangerous system calls",
        }
    if level != "namespaces":
        if sandbox.has_landlock():
            yield {"es": "Landlock: sí, oculta los archivos ajenos", "en": "Landlock: yes, it hides the files of others"}
        else:
            yield {
                "es": "Landlock: no; el código de una entrega puede leer lo que puedes leer tú",
                "en": "Landlock: no; the code of a submission can read what you can read",
            }
