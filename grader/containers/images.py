"""What following a Dockerfile gives: an image for each stage, and the steps that made its layers."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.containers.context import File
from grader.containers.reading import Instruction


@dataclass(frozen=True)
class Step:
    """An instruction that makes a layer. ``sources`` are the files of the context that it reads, ``stages`` those from
    which it copies; ``runs_pip`` says that it installs something."""

    instruction: Instruction
    sources: frozenset[str] = frozenset()
    stages: frozenset[int] = frozenset()
    runs_pip: bool = False


@dataclass(frozen=True)
class Installed:
    """What pip puts into a folder: requirements, as they are written, and the files of the context that they stand in.

    ``builds`` says that it puts wheels there, to be installed later; ``user`` is who runs it, empty for who has asked for
    a folder of their own.
    """

    requirements: tuple[str, ...]
    sources: frozenset[str]
    into: str
    builds: bool
    user: str


@dataclass
class Image:
    """What a stage leaves. Of ``env`` only what the Dockerfile says: the base adds its own."""

    base: str
    parent: int | None = None
    files: dict[str, File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    env: dict[str, str] = field(default_factory=dict)
    user: str = ""
    workdir: str = "/"
    entrypoint: Instruction | None = None
    cmd: Instruction | None = None
    shell: list[str] = field(default_factory=lambda: ["/bin/sh", "-c"])
    onbuild: list[Instruction] = field(default_factory=list)
    """What is done first in a stage that begins from this one."""
    installed: list[Installed] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    """Of this stage alone; those of the stage that it begins from, ``parent``, are there."""

    @property
    def command(self) -> list[str]:
        """The words that a container is started with."""
        return [*self._words(self.entrypoint), *self._words(self.cmd)]

    def _words(self, instruction: Instruction | None) -> list[str]:
        """The words of an ENTRYPOINT or a CMD; those of the shell form are a shell's."""
        if instruction is None or not instruction.value:
            return []
        words = instruction.exec_form
        return [*self.shell, instruction.value] if words is None else words

    def __str__(self) -> str:
        rows = [("FROM", self.base)]
        rows += [("FILE", f"{path}  ({file.source or 'here'})") for path, file in sorted(self.files.items())]
        rows += [("PIP", ", ".join(one.requirements)) for one in self.installed]
        rows += [("ENV", f"{name}={value}") for name, value in self.env.items()]
        rows += [("USER", self.user or "root"), ("WORKDIR", self.workdir), ("RUNS", str(self.command))]
        return "\n".join(f"{word:8} {what}" for word, what in rows)


@dataclass(frozen=True)
class Build:
    """The images of all stages, in order, and every image from elsewhere that they begin from or copy from."""

    images: list[Image]
    references: list[str]

    @property
    def final(self) -> Image:
        return self.images[-1]
