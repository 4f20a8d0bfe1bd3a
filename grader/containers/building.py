"""Following a Dockerfile: what would lie where, what would be run, by which user and in which folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from grader.containers.context import File, read_context
from grader.containers.copying import copy
from grader.containers.images import Build, Image
from grader.containers.reading import Instruction, read
from grader.containers.running import run
from grader.containers.stages import Stage, split
from grader.containers.underway import UnderWay
from grader.containers.words import assignments, text


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
        for instruction in stage.instructions:
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
    return replace(before, parent=stage.parent, files=files, folders=folders, env=env, installed=installed, steps=[])


def _do(now: UnderWay, instruction: Instruction) -> None:
    image, value = now.image, instruction.value
    match instruction.name:
        case "ARG":
            for word in value.split() if "=" not in value else []:
                now.own[word] = now.arguments.get(word, "")
            now.own |= assignments(value, now.variables) if "=" in value else {}
        case "ENV":
            image.env |= assignments(value, now.variables)
        case "USER":
            image.user = text(value, now.variables)
        case "WORKDIR":
            image.workdir = now.path(text(value, now.variables))
            image.folders.add(image.workdir)
        case "ENTRYPOINT":
            image.entrypoint, image.cmd = instruction, None
        case "CMD":
            image.cmd = instruction
        case "COPY" | "ADD":
            copy(now, instruction)
        case "RUN":
            run(now, instruction)
