"""COPY and ADD: which files, and where they come to lie."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from grader.containers.context import File, has_wildcard, matching, parts_of
from grader.containers.images import Step
from grader.containers.reading import DockerfileError, Instruction, text, words
from grader.containers.stages import UnderWay


def copy(now: UnderWay, instruction: Instruction) -> None:
    """Place what a COPY names in the image."""
    given = instruction.exec_form
    variables = now.variables
    arguments = words(instruction.value, variables) if given is None else [text(word, variables) for word in given]
    if len(arguments) < 2:
        raise DockerfileError(f"{instruction}: wants what to copy, and where to")
    *sources, target = arguments
    origin, stage = now.origin(instruction.flag("from"))
    names_folder = target.endswith("/") or target == "."
    into_folder = names_folder or now.is_folder(now.path(target))
    written = {f"<<{doc.name}": doc.body for doc in instruction.heredocs}
    if len(sources) > 1 and not names_folder:
        raise DockerfileError(f"{instruction}: where several files go, the target ends with /")
    read: set[str] = set()
    for source in sources:
        mark = source.replace("<<-", "<<")
        if mark in written:
            path = posixpath.join(target, mark.removeprefix("<<")) if into_folder else target
            _place(now, instruction, path, File(written[mark].encode()))
            continue
        found = _found(instruction, source, origin)
        if len(found) > 1 and not any(found.values()) and not names_folder:
            raise DockerfileError(f"{instruction}: where several files go, the target ends with /")
        for path, below in found.items():
            inside = below or (posixpath.basename(path) if into_folder else "")
            _place(now, instruction, posixpath.join(target, inside), origin[path])
        if stage is not None:
            now.image.installed += now.carried(stage, "/" + "/".join(parts_of(source)), now.path(target))
        if not instruction.flag("from"):
            read |= set(found)
    now.image.steps.append(Step(instruction, frozenset(read), frozenset(() if stage is None else [stage])))


def _found(instruction: Instruction, source: str, origin: Mapping[str, File]) -> dict[str, str]:
    """What a source names. In the context it must name something; what a RUN made in a stage, nobody here knows."""
    found = matching(source, origin)
    must_be = not instruction.flag("from") and "://" not in source and not has_wildcard(source) and parts_of(source)
    if must_be and not found:
        raise DockerfileError(f"{instruction}: there is no {source} to copy")
    return found


def _place(now: UnderWay, instruction: Instruction, path: str, file: File) -> None:
    mode, owner = instruction.flag("chmod"), text(instruction.flag("chown"), now.variables).partition(":")[0]
    rights = int(mode, 8) if mode and set(mode) <= set("01234567") else file.mode
    path = now.path(path)
    now.image.files[path] = replace(file, mode=rights, owner=owner or "0")
    now.image.folders.add(posixpath.dirname(path))
