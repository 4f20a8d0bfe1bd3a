"""How well this machine shuts in the code of a submission."""

from __future__ import annotations

from collections.abc import Iterator

from grader.doctor.findings import Finding, notice, well
from grader.judging import sandbox
from grader.languages import Text, said

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
        "es": "solo límites: vale para estudiar, no para código de desconocidos",
        "en": "limits only: fine for self-study, not for strangers' code",
    },
    "none": {
        "es": "sin aislamiento: vale para estudiar, no para código de desconocidos",
        "en": "no isolation: fine for self-study, not for strangers' code",
    },
}
_ISOLATION: Text = {"es": "Aislamiento", "en": "Isolation"}
_USE_THE_IMAGE: Text = {
    "es": "Para calificar código de desconocidos, usa la imagen de calificación",
    "en": "To grade strangers' code, use the grading image",
}


def of_level(level: str, reason: str = "") -> Finding:
    """What a level is good for."""
    why = f" ({reason})" if reason else ""
    text = {lang: f"{word} {level}: {said(_MEANING[level], lang)}{why}" for lang, word in _ISOLATION.items()}
    return well(text) if level in ("namespaces", "container") else notice(text, _USE_THE_IMAGE)


def examine() -> Iterator[Finding]:
    level, reason = sandbox.level()
    yield of_level(level, reason)
    if level == "none":
        return
    if sandbox.has_seccomp():
        yield well({"es": "libseccomp: sí", "en": "libseccomp: yes"})
    else:
        yield notice(
            {
                "es": "libseccomp: no; las llamadas al sistema peligrosas quedan permitidas",
                "en": "libseccomp: no; dangerous system calls stay allowed",
            },
            {"es": "Instala el paquete libseccomp2", "en": "Install the package libseccomp2"},
        )
    if level != "namespaces":
        if sandbox.has_landlock():
            yield well(
                {"es": "Landlock: sí, oculta los archivos ajenos", "en": "Landlock: yes, it hides the files of others"}
            )
        else:
            yield notice(
                {
                    "es": "Landlock: no; el código de una entrega puede leer lo que puedes leer tú",
                    "en": "Landlock: no; the code of a submission can read what you can read",
                },
                {
                    "es": "Hace falta Linux 5.13 o posterior con Landlock activado",
                    "en": "It takes Linux 5.13 or later with Landlock on",
                },
            )
