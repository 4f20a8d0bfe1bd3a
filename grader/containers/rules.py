"""What a Dockerfile for production keeps to, one question a function."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date

from grader.containers.images import Build, Image, Installed
from grader.containers.reading import assignments, read

END_OF_LIFE = {
    (3, 8): date(2024, 10, 7),
    (3, 9): date(2025, 10, 31),
    (3, 10): date(2026, 10, 31),
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}
"""When support ends, as https://devguide.python.org/versions/ said in November 2026; of a month, its last day."""

_KINDS = r"secrets?|token|passw(or)?d|passphrase|credentials?|(api|access|private|auth)_?key"
_SECRET = re.compile(rf"({_KINDS})(?![a-z])", re.IGNORECASE)
_ONLY_WHERE = re.compile(r"_(file|path|dir)$", re.IGNORECASE)
_LOGIN_IN_URL = re.compile(r"://[^\s/:@]+:[^\s/@]+@")


def is_supported(version: tuple[int, int] | None, today: date) -> bool:
    """Whether that Python is out and gets security fixes on that day. What the table does not know follows the yearly
    rhythm of PEP 602: 3.N comes in October of 2011 + N and is kept for five years."""
    if version is None or version[0] != 3:
        return False
    year = 2011 + version[1]
    return date(year, 10, 1) <= today <= END_OF_LIFE.get(version, date(year + 5, 10, 31))


def python_of(reference: str) -> tuple[int, int] | None:
    """The Python of an official image ``python:3.13.12-slim``, from wherever it is kept; None where the reference does not
    say it, or names an image of somebody's."""
    name, tag, _ = _parts(reference)
    version = re.match(r"(\d+)\.(\d+)", tag)
    is_official = re.fullmatch(r"([^/]*[.:][^/]*/(.*/)?|localhost/|library/)?python", name)
    return (int(version[1]), int(version[2])) if version and is_official else None


def is_pinned(reference: str) -> bool:
    """Whether it names one image for good: by digest, or by a tag with the whole version."""
    _, tag, digest = _parts(reference)
    return bool(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) or re.match(r"v?\d+\.\d+\.\d+", tag))


def _parts(reference: str) -> tuple[str, str, str]:
    """Name, tag and digest."""
    rest, _, digest = reference.partition("@")
    registry, slash, last = rest.rpartition("/")
    last, _, tag = last.partition(":")
    return registry + slash + last, tag, digest


def has_numeric_user(image: Image) -> bool:
    """Whether it is run by a user that is given as a number other than 0: Kubernetes can tell only of those that they
    are not root."""
    user, _, group = image.user.partition(":")
    return user.isdecimal() and int(user) > 0 and (group.isdecimal() or not group)


def starts_a_shell(image: Image) -> bool:
    """Whether process 1 is a shell, by the shell form or because the list says so."""
    return bool(image.command) and posixpath.basename(image.command[0]) in ("sh", "ash", "bash", "dash", "zsh")


def secrets_in(dockerfile: str) -> list[str]:
    """The names of variables, arguments and labels that keep a secret in the image, and addresses with a password."""
    found = _LOGIN_IN_URL.findall(dockerfile)
    for instruction in read(dockerfile):
        if instruction.name in ("ENV", "LABEL"):
            given = assignments(instruction.value.replace("$", ""), {})  # a variable's name stands for what it holds
            named = {name for name, value in given.items() if value}
        elif instruction.name == "ARG":
            named = {word.partition("=")[0] for word in instruction.value.split()}
        else:
            continue
        found += [name for name in sorted(named) if _SECRET.search(name) and not _ONLY_WHERE.search(name)]
    return found


def reads_of_layers(build: Build) -> list[list[frozenset[str]]]:
    """By stage and step: the files of the context that this layer and all those below it were made of."""
    reads: list[list[frozenset[str]]] = []
    for image in build.images:
        below: frozenset[str] = reads[image.parent][-1] if image.parent is not None and reads[image.parent] else frozenset()
        layers = []
        for step in image.steps:
            below |= step.sources.union(*(reads[stage][-1] for stage in step.stages if reads[stage]))
            layers.append(below)
        reads.append(layers)
    return reads


def reads_of_dependencies(build: Build) -> frozenset[str]:
    """The files that an edit must not touch if the layers with dependencies are to stay."""
    layers = zip(build.images, reads_of_layers(build), strict=True)
    return frozenset().union(
        *(files for image, reads in layers for step, files in zip(image.steps, reads, strict=True) if step.runs_pip)
    )


def unreadable(image: Image) -> list[str]:
    """The files that the image's user may not read: COPY leaves them to root, with the rights that they had."""
    user = image.user.partition(":")[0]
    if user in ("", "0", "root"):
        return []
    return [path for path, file in image.files.items() if not file.mode & (0o400 if file.owner == user else 0o004)]


def usable(image: Image) -> list[Installed]:
    """What pip installed, where it had the right to, that the image's Python finds."""
    program = image.command[0] if image.command else ""
    path = [*image.env.get("PATH", "").split(":"), *image.env.get("PYTHONPATH", "").split(":"), posixpath.dirname(program)]

    def is_found(one: Installed) -> bool:
        if one.into in ("/usr", "/usr/local") or one.into.startswith("/usr/local/lib/python"):
            return one.user in ("", "0", "root")
        return any(place == one.into or place.startswith(one.into + "/") for place in path)

    return [one for one in image.installed if not one.builds and is_found(one)]


def are_pinned(requirements: Sequence[str]) -> bool:
    """Whether each requirement names one version: «numpy==2.3.1»."""
    return all(re.match(r"[\w.-]+(\[[^\]]*\])?\s*===?\s*[\w.!+-]+\s*(;|--hash|$)", line) for line in requirements)
