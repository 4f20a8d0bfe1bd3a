"""Following a Dockerfile: what would lie where, what would be run, by which user and in which folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from grader.containers.context import File, read_context
from grader.containers.copying import copy
from grader.containers.images import Build, Image
from grader.containers.reading import DockerfileError, Instruction, assignments, declared, read, text
from grader.containers.running import run
from grader.containers.stages import Stage, UnderWay, split


def dry_run(dockerfile: str, folder: Path | str) -> Image:
    """The image that this Dockerfile would make of the files in ``folder``."""
    return follow(dockerfile, read_context(folder)).final


def follow(dockerfile: str, context: Mapping[str, File]) -> Build:
    """Go through a Dockerfile with these files for a context. Raises DockerfileError where the build would fail."""
    files = {path: replace(file, source=path) for path, file in context.items()}
    arguments, stages = split(read(dockerfile))
    references: list[str] = []
    images: list[Image] = []
    for number, stage in enumerate(stages):
        if stage.parent is None and stage.base != "scratch":
            references.append(stage.base)
        now = UnderWay(_begin(stage, images), files, images, stages[:number], references, arguments)
        triggers = images[stage.parent].onbuild if stage.parent is not None else []
        for instruction in [*triggers, *stage.instructions]:
            _do(now, instruction)
        images.append(now.image)
    return Build(images, references)


def _begin(stage: Stage, images: list[Image]) -> Image:
    """The image that the stage begins from; its own are the steps, and no other stage sees what it changes."""
    if stage.parent is None:
        return Image(stage.base)
    before = images[stage.parent]
    files, folders, env = dict(before.files), set(before.folders), dict(before.env)
    installed = list(before.installed)
    own = replace(before, parent=stage.parent, files=files, folders=folders, env=env, installed=installed)
    return replace(own, steps=[], onbuild=[])


def _do(now: UnderWay, instruction: Instruction) -> None:
    image, value = now.image, instruction.value
    if not value and instruction.name not in ("CMD", "ENTRYPOINT"):
        raise DockerfileError(f"{instruction.name}: says nothing")
    match instruction.name:
        case "ARG":
            now.own |= declared(value, now.variables, now.arguments)
        case "ENV":
            image.env |= assignments(value, now.variables)
        case "USER":
            image.user = text(value, now.variables)
        case "WORKDIR":
            image.workdir = now.path(text(value, now.variables))
            image.folders.add(image.workdir)
        case "ENTRYPOINT":
            image.entrypoint = instruction
            image.cmd = image.cmd if now.says_cmd else None  # that of the stage that this one begins from goes
        case "CMD":
            image.cmd, now.says_cmd = instruction, True
        case "SHELL":
            image.shell = instruction.exec_form or []
        case "ONBUILD":
            image.onbuild.append(_trigger(instruction))
        case "COPY" | "ADD":
            copy(now, instruction)
        case "RUN":
            run(now, instruction)


def _trigger(instruction: Instruction) -> Instruction:
    """What ONBUILD keeps for the stages that begin from this one."""
    (kept,) = read(instruction.value)
    if kept.name in ("FROM", "MAINTAINER", "ONBUILD"):
        raise DockerfileError(f"{instruction}: is not allowed")
    return kept
