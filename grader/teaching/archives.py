"""The notebooks in what was downloaded from a learning platform: folders, zips, and zips in zips, filled by strangers.

Nothing is unpacked under a name that a stranger chose without a look at it, no link is followed, and nothing is read beyond
its bound, whatever an archive says of its sizes. What is left out is said, in a line each.
"""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin
from traitlets import List

from grader.grading.files import MAX_FILES, MAX_PATH, MAX_TOTAL, more_than, read_file
from grader.grading.intake import shown
from grader.grading.reading import MAX_BYTES, Unreadable
from grader.languages import Text
from grader.teaching.notes import Notes

MAX_CLASS = 4_000_000_000
"""Bytes of all notebooks of a class together."""
_MAX_NESTED = 2
"""Zips inside each other: what the platform makes of the class, and what a student made of their notebooks."""
_NOISE = {"__MACOSX", "Thumbs.db", "desktop.ini"}
_STAMP = "timestamp.txt"


@dataclass(frozen=True)
class Found:
    """A file: where it was, what it holds, and when it was last written, as far as that is known.

    Of the zips that it was in, the first is a folder without «.zip»; one inside of that, which a student made, keeps it.
    """

    parts: tuple[str, ...]
    data: bytes
    when: float


@dataclass
class _Budget:
    """How much may still be unpacked."""

    data: int
    files: int | None = None


class SafeExtractor(ExtractorPlugin):
    """nbgrader's, which unpacks notebooks and their timestamps only. Each archive has a numbered folder of its own."""

    paths: Any = List(help="Files and folders to take in the place of the archive directory").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.notes = Notes(self.log)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        sources = [Path(path) for path in self.paths] or sorted(Path(archive_path).iterdir())
        number = 0
        for source in sources:
            number += 1
            for found in files_in(source, self.notes):
                place = Path(extracted_path, f"{number:05}", *found.parts)
                while os.path.lexists(place):  # the same name twice in an archive
                    number += 1
                    place = Path(extracted_path, f"{number:05}", *found.parts)
                try:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(found.data)
                    os.utime(place, (found.when, found.when))
                except OSError as error:
                    self.notes.trouble(found.parts, _reason(error))


def files_in(source: Path, notes: Notes) -> Iterator[Found]:
    """The notebooks and timestamps in a file or a folder that an instructor names."""
    budget = _Budget(MAX_CLASS)
    if source.is_dir():
        for where, folders, names in os.walk(source, followlinks=False):
            inside = Path(where).relative_to(source).parts
            for name in [name for name in folders if os.path.islink(os.path.join(where, name))]:
                notes.trouble((*inside, name), _LINK)
            folders[:] = sorted(name for name in folders if not _is_noise(name))
            for name in sorted(names):
                yield from _file(Path(where, name), (*inside, name), notes, budget)
    else:
        yield from _file(source.resolve(), (source.name,), notes, budget)


def _file(path: Path, parts: tuple[str, ...], notes: Notes, budget: _Budget) -> Iterator[Found]:
    if any(map(_is_noise, parts)):
        return
    if _wrong_with(parts):
        notes.trouble(parts, _NAME)
    elif path.is_symlink():
        notes.trouble(parts, _LINK)
    elif _is_zip(parts[-1]):
        if path.is_file():
            yield from _unpacked(path, (*parts[:-1], Path(parts[-1]).stem), notes, budget, _MAX_NESTED)
        else:
            notes.trouble(parts, _NOT_ORDINARY)
    elif _is_wanted(parts[-1]):
        try:
            data = read_file(path)
        except Unreadable as refused:
            notes.trouble(parts, refused.why)
        except OSError as error:
            notes.trouble(parts, _reason(error))
        else:
            yield from _within(budget, Found(parts, data, path.stat().st_mtime), notes)
    else:
        notes.add(parts, _NO_NOTEBOOK)


def _unpacked(
    archive: Path | io.BytesIO, inside: tuple[str, ...], notes: Notes, budget: _Budget, nested: int
) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(archive) as opened:
            for entry in opened.infolist():
                if budget.files is not None:
                    budget.files -= 1
                    if budget.files < 0:
                        files = {"es": "archivos; el resto se dejó fuera", "en": "files; the rest was left out"}
                        notes.trouble(inside, more_than(MAX_FILES, files))
                        return
                yield from _entry(opened, entry, inside, notes, budget, nested)
    except Exception as error:  # whatever a crafted archive makes of its reader
        notes.trouble(inside, _broken(error))


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: tuple[str, ...], notes: Notes, budget: _Budget, nested: int
) -> Iterator[Found]:
    name = entry.orig_filename
    parts = (*inside, *name.rstrip("/").split("/"))
    if _wrong_with(tuple(name.rstrip("/").split("/"))) or name.startswith("/"):
        notes.trouble(parts, _NAME)
        return
    if entry.is_dir() or any(map(_is_noise, parts)):
        return
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        notes.trouble(parts, _LINK if kind == stat.S_IFLNK else _NOT_ORDINARY)
    elif not (_is_zip(parts[-1]) or _is_wanted(parts[-1])):
        notes.add(parts, _NO_NOTEBOOK)
    elif entry.flag_bits & 1:
        notes.trouble(parts, _LOCKED)
    else:
        try:
            with archive.open(entry) as file:
                data = file.read(MAX_BYTES + 1)  # whatever the archive says of its size
        except Exception as error:  # the others of this archive may be well
            notes.trouble(parts, _broken(error))
            return
        if len(data) > MAX_BYTES:
            notes.trouble(parts, more_than(MAX_BYTES // 10**6, {"es": "MB", "en": "MB"}))
        elif not _is_zip(parts[-1]):
            yield from _within(budget, Found(parts, data, _when(entry)), notes)
        elif not nested:
            notes.trouble(parts, more_than(_MAX_NESTED, {"es": "zips, uno dentro de otro", "en": "zips inside each other"}))
        else:
            of_one = _Budget(MAX_TOTAL, MAX_FILES)
            yield from _unpacked(io.BytesIO(data), parts, notes, of_one, nested - 1)


def _within(budget: _Budget, found: Found, notes: Notes) -> Iterator[Found]:
    if len(found.data) > budget.data:
        notes.trouble(found.parts, {"es": "demasiados datos en total", "en": "too much data altogether"})
    else:
        budget.data -= len(found.data)
        yield found


def _wrong_with(parts: tuple[str, ...]) -> bool:
    """Whether a name leads elsewhere, or cannot be used."""
    name = "/".join(parts)
    return (
        len(name) > MAX_PATH
        or not name.isprintable()
        or "\\" in name
        or any(part in ("", ".", "..") or ":" in part or len(part.encode("utf-8", "replace")) > MAX_PATH for part in parts)
    )


def _is_noise(name: str) -> bool:
    return name.startswith(".") or name in _NOISE


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _is_wanted(name: str) -> bool:
    return name == _STAMP or name.lower().endswith(".ipynb")


def _when(entry: zipfile.ZipInfo) -> float:
    with suppress(ValueError, OverflowError):
        return time.mktime((*entry.date_time, 0, 0, -1))
    return 0.0


def _reason(error: Exception) -> Text:
    why = shown(getattr(error, "strerror", None) or str(error) or type(error).__name__)
    return {"es": f"no se pudo leer: {why}", "en": f"could not be read: {why}"}


def _broken(error: Exception) -> Text:
    why = shown(str(error) or type(error).__name__)
    return {"es": f"el zip está dañado: {why}", "en": f"the zip is damaged: {why}"}


_LINK: Text = {"es": "es un enlace", "en": "it is a link"}
_NAME: Text = {"es": "un nombre que no se puede usar", "en": "a name that cannot be used"}
_LOCKED: Text = {"es": "el zip tiene contraseña", "en": "the zip has a password"}
_NOT_ORDINARY: Text = {"es": "no es un archivo corriente", "en": "not an ordinary file"}
_NO_NOTEBOOK: Text = {"es": "no es un notebook", "en": "not a notebook"}
