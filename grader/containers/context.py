"""The context: the files that a build may copy, and the patterns that choose among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class File:
    """A file of the context or of an image. In an image, ``source`` is its path in the context, if it is from there."""

    data: bytes = b""
    mode: int = 0o644
    source: str = ""
    owner: str = "0"


def read_context(folder: Path | str) -> dict[str, File]:
    """What Docker is sent of ``folder``: by path, the files that its ``.dockerignore`` does not leave out."""
    from docker.utils.build import PatternMatcher

    root = Path(folder)
    ignore = root / ".dockerignore"
    lines = ignore.read_text(encoding="utf-8", errors="replace").splitlines() if ignore.is_file() else []
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    kept = {str(PurePosixPath(Path(name))) for name in PatternMatcher(patterns).walk(str(root))} - {".dockerignore"}
    paths = {name: root / name for name in sorted(kept)}
    return {
        name: File(path.read_bytes(), path.stat().st_mode & 0o777)
        for name, path in paths.items()
        if path.is_file() and not path.is_symlink()
    }


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
