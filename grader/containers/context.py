"""The context: the files that a build may copy, and the patterns that choose among them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from docker.utils.build import Pattern

from grader.containers.reading import DockerfileError


@dataclass(frozen=True)
class File:
    """A file of the context or of an image. In an image, ``source`` is its path in the context, if it is from there."""

    data: bytes = b""
    mode: int = 0o644
    source: str = ""
    owner: str = "0"


def read_context(folder: Path | str) -> dict[str, File]:
    """What Docker is sent of ``folder``: by path, the files that its ``.dockerignore`` does not leave out."""
    root = Path(folder)
    patterns = _ignored(root / ".dockerignore")
    kept = {}
    for place, folders, names in os.walk(root):
        below = PurePosixPath(Path(place).relative_to(root))
        folders[:] = [name for name in folders if _may_hold(str(below / name), patterns)]
        for path in [Path(place, name) for name in names]:
            name = str(below / path.name)
            if path.is_file() and not path.is_symlink() and not _is_left_out(name, patterns):
                kept[name] = File(path.read_bytes(), path.stat().st_mode & 0o777)
    return dict(sorted(kept.items()))


def _ignored(file: Path) -> list[Pattern]:
    lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines() if file.is_file() else []
    patterns = [line.strip().replace("[^", "[!") for line in lines if line.strip() and not line.startswith("#")]
    if "!" in patterns:
        raise DockerfileError(".dockerignore: a line with nothing but an exclamation mark")
    return [pattern for pattern in map(Pattern, patterns) if pattern.dirs]


def _is_left_out(path: str, patterns: list[Pattern]) -> bool:
    """What the last pattern says that fits the path or a folder that it is in."""
    parts = path.split("/")
    places = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    fitting = [pattern for pattern in patterns if any(map(pattern.match, places))]
    return bool(fitting) and not fitting[-1].exclusion


def _may_hold(folder: str, patterns: list[Pattern]) -> bool:
    """Whether anything in a folder may be sent; or Docker does not look into it."""
    allowed = [pattern.cleaned_pattern for pattern in patterns if pattern.exclusion]
    inside = any(has_wildcard(one) or one.startswith(f"{folder}/") for one in allowed)
    return inside or not _is_left_out(folder, patterns)


def matching(pattern: str, paths: Iterable[str]) -> dict[str, str]:
    """The files that a source of COPY names: by path, what is left of the path below what was named, empty for a file
    that was named itself. A star stops at a slash; naming a folder names all that is in it."""
    wanted = [part.replace("[^", "[!") for part in parts_of(pattern)]
    found = {}
    for path in paths:
        parts = path.split("/")
        if len(wanted) <= len(parts) and all(map(fnmatchcase, parts, wanted)):
            found[path] = "/".join(parts[len(wanted) :])
    return found


def parts_of(path: str) -> list[str]:
    """The names in a path, as Docker cleans it: nothing leads out of the context."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return parts


def has_wildcard(pattern: str) -> bool:
    return any(character in pattern for character in "*?[")
