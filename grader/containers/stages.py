"""The stages of a Dockerfile: how they hang together, and what the one under way can refer to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.containers.context import File
from grader.containers.images import Image, Installed
from grader.containers.reading import DockerfileError, Instruction, declared, words

_KNOWN = set(
    """
    ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR
""".split()
)

_PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
_FOLDERS = {"/", "/bin", "/etc", "/home", "/lib", "/media", "/mnt", "/opt", "/root", "/run", "/sbin", "/srv", "/tmp", "/usr"}
_FOLDERS |= {"/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/share", "/usr/src", "/var"}
"""What is a folder in every image."""


@dataclass(frozen=True)
class Stage:
    """What stands from one FROM to the next. ``base`` is an image; ``parent`` the stage it begins from instead, if one."""

    name: str
    base: str
    parent: int | None
    instructions: tuple[Instruction, ...]


def split(instructions: Sequence[Instruction]) -> tuple[dict[str, str], list[Stage]]:
    """The arguments that stand before the first FROM, and the stages."""
    unknown = [instruction.name for instruction in instructions if instruction.name not in _KNOWN]
    if unknown:
        raise DockerfileError(f"unknown instruction: {unknown[0]}")
    starts = [number for number, instruction in enumerate(instructions) if instruction.name == "FROM"]
    before = instructions[: starts[0]] if starts else instructions
    if not starts or any(instruction.name != "ARG" for instruction in before):
        raise DockerfileError("a Dockerfile begins with FROM; only ARG may stand before it")
    arguments: dict[str, str] = {}
    for instruction in before:
        arguments |= declared(instruction.value, arguments, {})
    stages: list[Stage] = []
    for start, end in zip(starts, [*starts[1:], len(instructions)], strict=True):
        stages.append(_stage(instructions[start], tuple(instructions[start + 1 : end]), arguments, stages))
    return arguments, stages


def _stage(begins: Instruction, rest: tuple[Instruction, ...], arguments: dict[str, str], earlier: list[Stage]) -> Stage:
    match words(begins.value, arguments):
        case [base]:
            name = ""
        case [base, word, name] if word.lower() == "as" and re.fullmatch(r"[A-Za-z][\w.-]*", name):
            pass
        case _:
            raise DockerfileError(f"{begins}: FROM takes an image and, if you like, AS and a name")
    parent = find(base, earlier)
    return Stage(name.lower(), base if parent is None else earlier[parent].base, parent, rest)


def find(name: str, stages: Sequence[Stage]) -> int | None:
    """The number of the stage of this name; the last one, if several have it."""
    numbers = [number for number, stage in enumerate(stages) if stage.name and stage.name == name.lower()]
    return numbers[-1] if numbers else None


@dataclass
class UnderWay:
    """A stage, half followed. ``images`` and ``stages`` are those before it; ``arguments`` stand before the first FROM,
    ``own`` in the stage; ``says_cmd``: it has a CMD of its own."""

    image: Image
    context: Mapping[str, File]
    images: list[Image]
    stages: list[Stage]
    references: list[str]
    arguments: Mapping[str, str]
    own: dict[str, str] = field(default_factory=dict)
    says_cmd: bool = False

    @property
    def variables(self) -> dict[str, str]:
        return {"PATH": _PATH, **self.own, **self.image.env}

    def path(self, name: str) -> str:
        """A path of the image, from the folder at hand."""
        return posixpath.normpath(posixpath.join(self.image.workdir, name))

    def is_folder(self, path: str) -> bool:
        known = self.image.folders | _FOLDERS
        return path in known or any(folder.startswith(path + "/") for folder in known)

    def origin(self, name: str) -> tuple[Mapping[str, File], int | None]:
        """The files that can be copied ``--from=name``, and the number of the stage, if it is one. Of an image from
        elsewhere nothing is known."""
        if not name:
            return self.context, None
        number = int(name) if name.isdecimal() else find(name, self.stages)
        if number is None:
            self.references.append(name)
            return {}, None
        if number >= len(self.images):
            raise DockerfileError(f"--from={name}: there is no such stage before this one")
        return {path.lstrip("/"): file for path, file in self.images[number].files.items()}, number

    def carried(self, stage: int, source: str, target: str) -> list[Installed]:
        """What pip installed in the folder ``source`` of that stage, below it or above it, as it is at ``target``."""
        found = []
        for one in self.images[stage].installed:
            if one.into == source or one.into.startswith(source.rstrip("/") + "/"):
                into = posixpath.normpath(posixpath.join(target, posixpath.relpath(one.into, source)))
                found.append(replace(one, into=into))
            elif source.startswith(one.into + "/"):
                found.append(replace(one, into=one.into if target == source else target))
        return found
