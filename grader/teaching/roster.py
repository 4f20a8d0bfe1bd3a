"""Who a platform's numbers are: Moodle's grading worksheet, or Canvas's exported gradebook.

Moodle writes its column names in the reader's language, so a row is read by what it holds: «Participante 123456» or
«Participant 123456», and an e-mail address. Canvas's column names are always the same.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from grader.commands import Refused
from grader.grading.intake import wrong_with_id

_PARTICIPANT = re.compile(r"(?:\w+ )?(\d+)")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_LOGINS = ("SIS Login ID", "SIS User ID")


def read_roster(path: Path) -> dict[str, str]:
    """By the platform's number: the student's id. Raises Refused if the file tells of nobody."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(
            {
                "es": f"{path}: no se puede leer ({error}); descarga de nuevo la lista en CSV",
                "en": f"{path}: cannot be read ({error}); download the list as CSV again",
            }
        ) from None
    header = rows[0] if rows else []
    read = _canvas if "ID" in header and set(_LOGINS) & set(header) else _moodle
    roster = {number: id for number, id in (read(header, row) for row in rows[1:]) if number and not wrong_with_id(id)}
    if not roster:
        raise Refused(
            {
                "es": f"{path}: no dice quién es quién; usa la hoja de calificaciones de Moodle o el CSV de Canvas",
                "en": f"{path}: does not say who is who; use Moodle's grading worksheet or Canvas's gradebook CSV",
            }
        )
    return roster


def _canvas(header: Sequence[str], row: Sequence[str]) -> tuple[str, str]:
    of = dict(zip(header, row, strict=False))
    login = next((of[name] for name in _LOGINS if of.get(name)), "")
    return (of["ID"], login) if of.get("ID", "").isdigit() and login else ("", "")


def _moodle(header: Sequence[str], row: Sequence[str]) -> tuple[str, str]:
    participant = _PARTICIPANT.fullmatch(row[0]) if row else None
    email = next((cell for cell in row[1:] if _EMAIL.fullmatch(cell)), "")
    return (participant[1], email) if participant and email else ("", "")
