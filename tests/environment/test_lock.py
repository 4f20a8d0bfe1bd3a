"""One list of pins for Linux, macOS and Windows: closed on each, and the one that pyproject and environment.yml mean."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT
from tests.environment.pins import LOCK, PLATFORMS, PYTHON, WANTED, asked_for, is_for_cuda, pins

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
every_platform = pytest.mark.parametrize("platform", PLATFORMS)


@every_platform
def test_every_requirement_is_pinned_once_with_a_version_that_fits(platform: str) -> None:
    names = [name for name, _ in pins(platform)]
    assert sorted(names) == sorted(set(names))
    pinned = dict(pins(platform))
    needed = [(asking, need, pinned.get(canonicalize_name(need.name))) for asking, need in asked_for(platform)]
    unfit = [
        f"{asking} needs {need}, the lock has {found}"
        for asking, need, found in needed
        if found is None or not need.specifier.contains(found, prereleases=True)
    ]
    assert unfit == []
    assert len(needed) > len(pinned) > 150


@every_platform
def test_nothing_is_pinned_that_nobody_needs(platform: str) -> None:
    needed = {canonicalize_name(need.name) for _, need in asked_for(platform)}
    assert {name for name, _ in pins(platform)} - needed == set()


@every_platform
def test_each_platform_gets_one_tensorflow_and_one_torch_and_no_cuda(platform: str) -> None:
    names = [name for name, _ in pins(platform)]
    of_that_name = platform.startswith("x86_64")  # elsewhere there is no wheel of tensorflow-cpu
    assert [name for name in names if name.startswith("tensorflow")] == ["tensorflow-cpu" if of_that_name else "tensorflow"]
    assert names.count("torch") == 1
    assert [name for name in names if is_for_cuda(name)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="what is installed is compared on Linux only")
def test_what_is_installed_here_is_what_the_lock_says() -> None:
    installed = {}
    for name in {canonicalize_name(pin.name) for pin in LOCK}:
        try:
            installed[name] = Version(version(name)).public  # without the +cpu of torch
        except PackageNotFoundError:
            continue
    assert installed == dict(pins(f"{os.uname().machine}-manylinux_2_28"))


def test_pyproject_asks_for_what_the_lock_resolves() -> None:
    assert "dependencies" in PYPROJECT["project"]["dynamic"]
    assert PYPROJECT["tool"]["setuptools"]["dynamic"]["dependencies"]["file"] == ["requirements.in"]
    wanted = {canonicalize_name(need.name): need.extras for need in WANTED}
    for group in PYPROJECT["project"]["optional-dependencies"].values():
        for need in map(Requirement, group):
            assert need.extras <= wanted[canonicalize_name(need.name)]


def test_the_python_of_environment_yml_is_the_one_of_the_lock_and_the_package_takes_it() -> None:
    [python] = [entry for entry in ENVIRONMENT["dependencies"] if str(entry).startswith("python")]
    assert python == f"python={PYTHON.rpartition('.')[0]}"
    assert SpecifierSet(PYPROJECT["project"]["requires-python"]).contains(PYTHON)
    assert f"--python-version {PYTHON} " in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.proof  # asks the package index about every pin
@every_platform
def test_there_is_a_wheel_of_each_pin(platform: str, tmp_path: Path) -> None:
    wanted = ["--python-platform", platform, "--python-version", PYTHON, "--only-binary", ":all:", "--no-deps"]
    macos = {"MACOSX_DEPLOYMENT_TARGET": "14.0"}  # the oldest for which onnxruntime has a wheel
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "install",
            "--dry-run",
            *wanted,
            "--target",
            tmp_path,
            "-r",
            "requirements.lock",
        ],
        cwd=ROOT,
        env=os.environ | macos,
        capture_output=True,
        text=True,
    )
    if re.search("Failed to fetch|error sending request", done.stderr):
        pytest.skip(f"no package index answers: {done.stderr.strip().splitlines()[0]}")
    assert f"Would install {len(pins(platform))} packages" in done.stderr, done.stderr
