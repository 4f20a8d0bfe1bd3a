"""Read the files of a folder that a stranger filled.

There may be links to the grade book, pipes that never end, a million files, names that break a terminal. Only ordinary files
of a bounded size are opened, no link is followed, and nothing is changed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from fnmatch import translate
from heapq import nsmallest
from pathlib import Path

from grader.grading.reading import MAX_BYTES, Unreadable
from grader.languages import Text, said

MAX_TOTAL = 200_000_000
"""Bytes of all files together; one of them may have as many as a notebook."""
MAX_FILES, MAX_DEPTH, MAX_PATH = 1_000, 10, 255
"""Files and folders, folders inside each other, and characters of a path."""
NOTEBOOK = re.compile(r"\.ipynb(\.\w+)?$", re.IGNORECASE)
"""How a notebook's file name ends. Some browsers add an ending of their own."""

_FLAGS = os.O_RDONLY | sum(getattr(os, f"O_{flag}", 0) for flag in ("NOFOLLOW", "NONBLOCK", "NOCTTY", "CLOEXEC", "BINARY"))


def read_files(folder: Path, first: Collection[str], ignore: Collection[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Every file by its path in the folder, with what it holds or why it was not read; and the folders that were refused.

    In each folder the names in ``first`` come first, then notebooks; names that match a pattern in ``ignore`` do not come.
    """
    ignored = re.compile("|".join(map(translate, ignore)) or "(?!)")
    files_left, bytes_left = MAX_FILES, MAX_TOTAL
    for where, folders, files, fd in _walk(folder):
        inside = Path(where).relative_to(folder)
        wanted = (name for name in [*folders, *files] if not ignored.match(name))
        in_order = nsmallest(files_left + 1, wanted, key=lambda name: (name not in first, not NOTEBOOK.search(name), name))
        folders.clear()
        for name in in_order:
            path = (inside / name).as_posix()
            if not files_left:
                why = more_than(MAX_FILES, {"es": "archivos: este y los que siguen", "en": "files: it and the rest"})
                yield path, Unreadable(why)
                return
            files_left -= 1
            at = name if fd is not None else os.path.join(where, name)
            try:
                if _is_folder(at, fd, path):
                    folders.append(name)
                    continue
                data = _read(at, fd, bytes_left)
            except OSError:
                yield path, Unreadable({"es": "no se pudo abrir", "en": "could not be opened"})
            except Unreadable as refused:
                yield path, refused
            else:
                bytes_left -= len(data)
                yield path, data


def read_file(path: Path) -> bytes:
    """What an ordinary file holds. Raises Unreadable for a link, for what is no file, and for what is too large."""
    return _read(str(path), None, MAX_BYTES)


def _walk(folder: Path) -> Iterator[tuple[str, list[str], list[str], int | None]]:
    """Each folder with what is in it and, where there is such a thing, a descriptor, so that no link gets in its way."""
    if hasattr(os, "fwalk"):
        yield from os.fwalk(folder, follow_symlinks=False)
    else:
        yield from ((where, folders, files, None) for where, folders, files in os.walk(folder))


def _is_folder(at: str, fd: int | None, path: str) -> bool:
    """Whether it is a folder to go into. Raises Unreadable for what is not to be touched."""
    if not path.isprintable() or "\\" in path:
        raise Unreadable({"es": "un nombre que no se puede usar", "en": "a name that cannot be used"})
    if len(path) > MAX_PATH:
        raise Unreadable(more_than(MAX_PATH, {"es": "caracteres de ruta", "en": "characters of path"}))
    status = os.stat(at, dir_fd=fd, follow_symlinks=False)
    if not stat.S_ISDIR(status.st_mode):
        _require_ordinary(status)
        return False
    if NOTEBOOK.search(path):
        raise Unreadable({"es": "es una carpeta", "en": "a folder"})
    if path.count("/") >= MAX_DEPTH:
        raise Unreadable(more_than(MAX_DEPTH, {"es": "carpetas, una dentro de otra", "en": "folders inside each other"}))
    return True


def _read(at: str, fd: int | None, most: int) -> bytes:
    with open(os.open(at, _FLAGS, dir_fd=fd), "rb") as file:
        status = os.fstat(file.fileno())
        _require_ordinary(status)  # again: another file may stand there by now
        if status.st_size > most:
            raise Unreadable(more_than(MAX_TOTAL // 10**6, {"es": "MB en total", "en": "MB altogether"}))
        return file.read(status.st_size)


def _require_ordinary(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise Unreadable({"es": "un enlace", "en": "a link"})
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable({"es": "no es un archivo corriente", "en": "not an ordinary file"})
    if status.st_nlink > 1:  # a second name of a file that may be anybody's
        raise Unreadable({"es": "un enlace duro", "en": "a hard link"})
    if status.st_size > MAX_BYTES:
        raise Unreadable(more_than(MAX_BYTES // 10**6, {"es": "MB", "en": "MB"}))


def more_than(number: int, things: Text) -> Text:
    """Why something is left out: there is more of it than the most that is taken."""
    return {"es": f"más de {number} {said(things, 'es')}", "en": f"more than {number} {said(things, 'en')}"}
