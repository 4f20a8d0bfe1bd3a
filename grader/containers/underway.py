"""One stage under way: the image so far, and what an instruction of this stage can refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grader.containers.context import File
from grader.containers.images import Image, Installed
from grader.containers.reading import DockerfileError
from grader.containers.stages import Stage, find

_PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
_FOLDERS = {"/", "/bin", "/etc", "/home", "/lib", "/media", "/mnt", "/opt", "/root", "/run", "/sbin", "/srv", "/tmp", "/usr"}
_FOLDERS |= {"/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/share", "/usr/src", "/var"}
"""What is a folder in every image."""


@dataclass
class UnderWay:
    """``images`` and ``stages`` are those before it; ``arguments`` stand before the first FROM, ``own`` in the stage."""

    image: Image
    context: Mapping[str, File]
    images: list[Image]
    stages: list[Stage]
    references: list[str]
    arguments: Mapping[str, str]
    own: dict[str, str] = field(default_factory=dict)

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
