"""Where the numbers come from: the machine and the versions of what was measured."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

from grader.judging import sandbox

from .measure import CORES

_PACKAGES = ("nbgrader", "torch", "tensorflow", "tensorflow-cpu", "scikit-learn")


def described(otter: str | None) -> list[tuple[str, str]]:
    """Names and values, in an order to be read in."""
    gigabytes = psutil.virtual_memory().total / 2**30
    rows = [
        ("CPU", f"{_processor()}, {CORES} × {platform.machine()}"),
        ("RAM", f"{gigabytes:.0f} GiB"),
        ("Linux", platform.release()),
        ("Sandbox", sandbox.level()[0]),
        ("Python", platform.python_version()),
    ]
    for package in _PACKAGES:
        try:
            rows.append((package, version(package)))
        except PackageNotFoundError:
            continue
    return [*rows, ("otter-grader", _otter_version(otter))] if otter else rows


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())


def _otter_version(otter: str) -> str:
    told = subprocess.run([otter, "--version"], capture_output=True, text=True, check=False).stdout
    return next((line.split()[-1] for line in told.splitlines() if line.startswith("Otter-Grader version")), "?")
