"""The list of pins as data: which lines hold on a platform, and what is needed there, however far away.

What holds is told by markers, what a package needs by its metadata, which wheels of one version have in common. So this
looks at files and at what is installed, and needs no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PYTHON = "3.11.2"
"""Debian 12's, the oldest that the course runs on."""

_CPYTHON = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_full_version": PYTHON,
    "python_version": "3.11",
}
PLATFORMS: dict[str, dict[str, str]] = {
    name: {"os_name": family, "sys_platform": kernel, "platform_system": system, "platform_machine": machine} | _CPYTHON
    for name, family, kernel, system, machine in [
        ("x86_64-manylinux_2_28", "posix", "linux", "Linux", "x86_64"),
        ("aarch64-manylinux_2_28", "posix", "linux", "Linux", "aarch64"),
        ("aarch64-apple-darwin", "posix", "darwin", "Darwin", "arm64"),
        ("x86_64-pc-windows-msvc", "nt", "win32", "Windows", "AMD64"),
    ]
}
"""By the name that uv gives it: what markers ask of a platform."""

_NEED_NOTHING = {"appnope", "colorama", "pywin32", "pywinpty"}
"""The packages of other platforms, which are not installed here to be asked."""
_SAME_NEEDS = {"tensorflow": "tensorflow-cpu", "tensorflow-cpu": "tensorflow"}


def lines(path: Path) -> list[Requirement]:
    return [Requirement(line) for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


LOCK = lines(ROOT / "requirements.lock")
WANTED = lines(ROOT / "requirements.in")


def pins(platform: str) -> list[tuple[str, str]]:
    """Name and version of each line of the lock that holds on the platform."""
    return [(canonicalize_name(pin.name), str(pin.specifier)[2:]) for pin in LOCK if _holds(pin, platform)]


@cache
def asked_for(platform: str) -> list[tuple[str, Requirement]]:
    """Each requirement that holds on the platform, but those for CUDA, and who asks for it."""
    return list(_asked_for(platform))


def _asked_for(platform: str) -> Iterator[tuple[str, Requirement]]:
    waiting = [("requirements.in", need) for need in WANTED if _holds(need, platform)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        asking, need = waiting.pop()
        if asking == "torch" and is_for_cuda(need.name):
            continue
        yield asking, need
        name = canonicalize_name(need.name)
        for extra in {"", *need.extras} - {extra for seen_name, extra in seen if seen_name == name}:
            seen.add((name, extra))
            waiting += [(name, further) for further in _needs(name) if _holds(further, platform, extra)]


def is_for_cuda(name: str) -> bool:
    """Whether it is one of those that torch's wheel for Linux asks for, in vain where there is a CPU only."""
    return re.match(r"cuda-|nvidia-|triton$", name) is not None


def _holds(requirement: Requirement, platform: str, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**PLATFORMS[platform], "extra": extra})


@cache
def _needs(name: str) -> list[Requirement]:
    """What a package says that it needs, on any platform."""
    if name in _NEED_NOTHING:
        return []
    try:
        return [Requirement(need) for need in requires(name) or []]
    except PackageNotFoundError:
        return _needs(_SAME_NEEDS[name])
