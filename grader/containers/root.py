"""An image as a folder, and its command run there: with this machine's Python, and of its packages only what the image
installed. Where the kernel has Landlock, the rest of the machine is out of sight, as it is in a container.

What differs from a container: the user is whoever runs it, and absolute paths are only known in the command and in the
variables.
"""

from __future__ import annotations

import os
import posixpath
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from grader.containers import walls
from grader.containers.images import Image
from grader.containers.reading import DockerfileError
from grader.containers.rules import starts_a_shell, usable
from grader.processes import ending_with_us

_PYTHON = re.compile(r"python(\d(\.\d+)?)?(\.exe)?")
_BEFORE = {"env", "exec", "tini", "dumb-init"}
_SITE = "usr/local/lib/site"


def program_of(image: Image) -> str:
    """The path, in the image, of the Python program that its command starts. Raises DockerfileError if it starts none."""
    words = _words(image)
    if not words:
        raise DockerfileError("the image has nothing to run")
    if not _is_python(words[0]):
        path = posixpath.join(image.workdir, words[0])
        file = image.files.get(posixpath.normpath(path))
        first = file.data.partition(b"\n")[0] if file else b""
        if file and file.mode & 0o111 and first.startswith(b"#!") and b"python" in first:
            return posixpath.normpath(path)
        raise DockerfileError(f"{words[0]}: the image has no such program")
    arguments = iter(words[1:])
    for word in arguments:
        if word in ("-W", "-X"):
            next(arguments, "")
        elif word == "-m" or not word.startswith("-"):
            wanted = _module(image, next(arguments, "")) if word == "-m" else [posixpath.join(image.workdir, word)]
            found = [path for path in map(posixpath.normpath, wanted) if path in image.files]
            if not found:
                raise DockerfileError(f"{wanted[0]}: the image has no such file")
            return found[0]
    raise DockerfileError("the command starts Python without a program")


def _module(image: Image, name: str) -> list[str]:
    """Where Python would look for the module that ``-m`` names."""
    places = [image.workdir, *filter(None, image.env.get("PYTHONPATH", "").split(":"))]
    path = name.replace(".", "/")
    return [posixpath.join(place, path + end) for place in places for end in (".py", "/__main__.py")]


def _words(image: Image) -> list[str]:
    """The command, without what only stands before it: env, an init, a shell that runs one simple command."""
    words = image.command
    if starts_a_shell(image) and words[1:2] == ["-c"] and len(words) > 2:
        try:
            words = shlex.split(words[2])
        except ValueError:
            return words
    while words and posixpath.basename(words[0]) in _BEFORE:
        words = words[2:] if words[1:2] == ["--"] else words[1:]
    return words


def _is_python(word: str) -> bool:
    return bool(_PYTHON.fullmatch(posixpath.basename(word)))


def lay_out(image: Image, root: Path) -> None:
    """Put the image's files, and the packages that it installed, below ``root``."""
    for path, file in image.files.items():
        target = _inside(root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        target.chmod(file.mode | 0o400)
    for folder in (image.workdir, "/tmp"):
        _inside(root, folder).mkdir(parents=True, exist_ok=True)
    site = root / _SITE
    site.mkdir(parents=True)
    requirements = [line for one in usable(image) for line in one.requirements]
    for package in closure(requirements):
        for name in {file.parts[0] for file in package.files or []} - {"..", "__pycache__"}:
            if not (site / name).exists():
                _link(site / name, Path(str(package.locate_file(name))))


def _link(place: Path, target: Path) -> None:
    """A link; on Windows, where few may make one, a junction or a copy."""
    if sys.platform != "win32":
        place.symlink_to(target)
    elif target.is_dir():
        import _winapi

        _winapi.CreateJunction(str(target), str(place))
    else:
        shutil.copyfile(target, place)


def _inside(root: Path, path: str) -> Path:
    return root / path.lstrip("/")


def closure(requirements: Iterable[str]) -> list[Distribution]:
    """The installed distributions that these requirements name, and all that those need. Raises DockerfileError for one
    that is not installed here, or in another version: nobody could run that."""
    waiting = [_requirement(line) for line in requirements]
    found: dict[str, Distribution] = {}
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted = waiting.pop()
        name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            raise DockerfileError(f"{wanted}: is not installed on this machine") from None
        if not wanted.specifier.contains(found[name].version, prereleases=True):
            raise DockerfileError(f"{wanted}: this machine has {found[name].version}")
        for need in map(Requirement, found[name].requires or []):
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                waiting.append(need)
    return list(found.values())


def _requirement(line: str) -> Requirement:
    try:
        return Requirement(line.partition(" --hash")[0].strip())
    except InvalidRequirement as error:
        raise DockerfileError(f"{line}: is no requirement ({error})") from None


def start(image: Image, root: Path) -> subprocess.Popen[bytes]:
    """Start the image's command in the folder where it is laid out; its three streams are pipes, and it ends with us."""
    program = program_of(image)
    words = _words(image)
    if _is_python(words[0]):
        arguments = [_mapped(word, image, root) for word in words[1:]]
    else:
        arguments = [str(_inside(root, program)), *(_mapped(word, image, root) for word in words[1:])]
    return subprocess.Popen(
        ending_with_us(walls.around(root, [sys.executable, "-S", *arguments])),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=_inside(root, image.workdir),
        env=_environment(image, root),
    )


def _environment(image: Image, root: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    own = {name: ":".join(_mapped(part, image, root) for part in value.split(":")) for name, value in image.env.items()}
    path = [part for part in own.get("PYTHONPATH", "").split(":") if part]
    return {
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        **own,
        **kept,
        "HOME": str(root / "tmp"),
        "TMPDIR": str(root / "tmp"),
        "PYTHONPATH": os.pathsep.join([*path, str(root / _SITE)]),
    }


def _mapped(word: str, image: Image, root: Path) -> str:
    """An absolute path of the image as the path where it lies here; any other word as it is."""
    path = posixpath.normpath(word)
    known = path == image.workdir or any(name == path or name.startswith(path + "/") for name in image.files)
    return str(_inside(root, path)) if word.startswith("/") and known else word
