"""The stages of a Dockerfile and how they hang together: from what each begins, and from what it copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.containers.reading import DockerfileError, Instruction
from grader.containers.words import assignments, words

_KNOWN = set(
    """
    ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR
""".split()
)


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
        arguments |= assignments(instruction.value, arguments) if "=" in instruction.value else {}
    stages: list[Stage] = []
    for start, end in zip(starts, [*starts[1:], len(instructions)], strict=True):
        stages.append(_stage(instructions[start], tuple(instructions[start + 1 : end]), arguments, stages))
    return arguments, stages


def _stage(begins: Instruction, rest: tuple[Instruction, ...], arguments: dict[str, str], earlier: list[Stage]) -> Stage:
    match words(begins.value, arguments):
        case [base]:
            name = ""
        case [base, word, name] if word.lower() == "as":
            pass
        case _:
            raise DockerfileError(f"{begins}: FROM takes an image and, if you like, AS and a name")
    parent = find(base, earlier)
    return Stage(name.lower(), base if parent is None else earlier[parent].base, parent, rest)


def find(name: str, stages: Sequence[Stage]) -> int | None:
    """The number of the stage of this name; the last one, if several have it."""
    numbers = [number for number, stage in enumerate(stages) if stage.name and stage.name == name.lower()]
    return numbers[-1] if numbers else None
