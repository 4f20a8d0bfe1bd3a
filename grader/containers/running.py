"""RUN: nothing is executed; what it sees of the context is told, and what pip would install."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.containers.context import File, matching, parts_of
from grader.containers.images import Installed, Step
from grader.containers.reading import DockerfileError, Instruction, text
from grader.containers.shell import Pip, made_folders, pip_calls
from grader.containers.stages import UnderWay

_MAX_FILES = 20


@dataclass
class _Mounted:
    """What a RUN sees by ``--mount=type=bind``."""

    files: dict[str, File] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    stages: set[int] = field(default_factory=set)
    wheels: list[Installed] = field(default_factory=list)


def run(now: UnderWay, instruction: Instruction) -> None:
    """Note what a RUN installs, and what the layer is made of."""
    given = instruction.exec_form
    scripts = [instruction.value if given is None else shlex.join(given), *(doc.body for doc in instruction.heredocs)]
    mounted = _mounted(now, instruction)
    calls = [call for script in scripts for call in pip_calls(script, now.image.workdir, now.variables)]
    for call in calls:
        wheels = mounted.wheels + [one for one in now.image.installed if one.builds]
        _install(now, instruction, call, {**now.image.files, **mounted.files}, wheels)
    for script in scripts:
        now.image.folders |= {now.path(folder) for folder in made_folders(script, now.image.workdir)}
    now.image.steps.append(Step(instruction, frozenset(mounted.sources), frozenset(mounted.stages), bool(calls)))


def _mounted(now: UnderWay, instruction: Instruction) -> _Mounted:
    mounted = _Mounted()
    for flag, value in instruction.flags:
        options = dict(part.partition("=")[::2] for part in value.split(","))
        if flag != "mount" or options.get("type", "bind") != "bind":
            continue
        origin, stage = now.origin(options.get("from", ""))
        source = text(options.get("source") or options.get("src") or ".", now.variables)
        target = now.path(options.get("target") or options.get("dst") or options.get("destination") or ".")
        for path, below in matching(source, origin).items():
            mounted.files[posixpath.normpath(posixpath.join(target, below))] = origin[path]
            mounted.sources |= set() if "from" in options else {path}
        if stage is not None:
            mounted.stages.add(stage)
            carried = now.carried(stage, "/" + "/".join(parts_of(source)), target)
            mounted.wheels += [one for one in carried if one.builds]
    return mounted


def _install(now: UnderWay, instruction: Instruction, call: Pip, here: Mapping[str, File], wheels: list[Installed]) -> None:
    """Note what a call of pip's installs. Wheels count for what they were built of."""
    lines, sources = list(call.words), set[str]()
    waiting = [posixpath.normpath(name) for name in call.requirements]
    for name in waiting:
        if name not in here:
            raise DockerfileError(f"{instruction}: there is no {name} at this point")
        sources |= {here[name].source} - {""}
        for line in _lines(here[name]):
            if line.startswith(("-r ", "--requirement ")) and len(waiting) < _MAX_FILES:
                waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(name), line.split()[1])))
            elif not line.startswith("-"):
                lines.append(line)
    for one in wheels:
        if any(path == one.into or path.startswith(one.into + "/") for path in call.paths):
            lines += one.requirements
            sources |= one.sources
    user = "" if call.asks_where else now.image.user
    now.image.installed.append(Installed(tuple(lines), frozenset(sources), call.into, call.builds, user))


def _lines(file: File) -> list[str]:
    """The lines of a file of requirements, without its comments."""
    lines = [line.partition(" #")[0].strip() for line in file.data.decode("utf-8", "replace").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]
