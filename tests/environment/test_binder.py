"""On Binder the course opens on its welcome: repo2docker sees what it should build, and postBuild leaves what it promises.

No image is built: Binder's base image and conda-forge cannot be had here. repo2docker says what it would do, and postBuild
runs in an environment like the one that environment.yml makes (see ``conda``), as it would at the end of the build.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from grader.languages import LANGUAGES
from tests.conftest import ROOT
from tests.environment import conda
from tests.environment.checkout import copy_checkout
from tests.jupyter import CHROMIUM, PATIENCE, TOKEN, browser_page

WELCOME = "notebooks/index.ipynb"
README = (ROOT / "README.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="Binder is Linux, and so is postBuild")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("binder") / "course")


@pytest.fixture(scope="module")
def told(checkout: Path) -> tuple[str, str]:
    """The Dockerfile that repo2docker would build, and what it says meanwhile. It needs no engine for that."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(
        command, cwd=checkout, env=os.environ | {"DOCKER_HOST": "unix:///nowhere"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_repo2docker_makes_the_environment_of_environment_yml(told: tuple[str, str]) -> None:
    dockerfile, log = told
    assert "Building conda environment for python=3.11" in log
    update = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert dockerfile.index("COPY --chown=0:0 src/ ${REPO_DIR}/") < update  # «-r requirements.lock» is a file of the course


def test_repo2docker_installs_the_programs_of_the_lessons(told: tuple[str, str]) -> None:
    [installed] = re.findall(r"apt-get install --yes --no-install-recommends (.+) && \\", told[0])
    assert installed.split() == ["git", "haproxy", "libseccomp2", "nginx-light", "prometheus"]


def test_repo2docker_runs_postbuild_last_and_not_as_root(told: tuple[str, str], checkout: Path) -> None:
    instructions = re.findall(r"^(USER|RUN|ENTRYPOINT)\s+(.*)$", told[0], re.MULTILINE)
    at = instructions.index(("RUN", "./postBuild"))
    assert instructions[at - 1] == ("RUN", "chmod +x postBuild")
    assert [what for name, what in instructions[:at] if name == "USER"][-1] == "${NB_USER}"
    assert [name for name, _ in instructions[at + 1 :]] == ["ENTRYPOINT"]
    assert os.access(checkout / "postBuild", os.X_OK)


@dataclass(frozen=True)
class Built:
    """Where postBuild has run: the environment, the home folder, and the course, in which Jupyter starts."""

    prefix: Path
    home: Path
    checkout: Path
    files: frozenset[Path]
    """Those of the course, before."""

    @property
    def variables(self) -> dict[str, str]:
        mine = {"HOME": str(self.home), "PATH": f"{self.prefix / 'bin'}:/usr/bin:/bin"}
        return {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG"))} | mine


@pytest.fixture(scope="module")
def built(checkout: Path) -> Built:
    folder = checkout.parent
    built = Built(folder / "env", folder / "home", checkout, frozenset(checkout.rglob("*")))
    built.home.mkdir()
    conda.install_packages(checkout / "environment.yml", conda.local_channel(folder / "channel"), built.prefix)
    for _ in range(2):  # a second run changes nothing
        done = subprocess.run(["./postBuild"], cwd=checkout, env=built.variables, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return built


def test_postbuild_leaves_settings_without_a_pop_up_that_give_memory_back(built: Built) -> None:
    settings = json.loads((built.prefix / "share/jupyter/lab/settings/overrides.json").read_text())
    assert settings.pop("@jupyterlab/notebook-extension:tracker") == {"kernelShutdown": True}
    assert settings == json.loads((ROOT / "jupyter" / "overrides.json").read_text())


def test_postbuild_writes_in_the_environment_and_in_home_only(built: Built) -> None:
    assert frozenset(built.checkout.rglob("*")) == built.files
    assert [path.name for path in (built.home / ".jupyter" / "lab" / "workspaces").iterdir()] != []


def test_postbuild_says_in_both_languages_that_there_is_no_welcome(built: Built, tmp_path: Path) -> None:
    shutil.copy2(built.checkout / "postBuild", tmp_path)
    done = subprocess.run(["./postBuild"], cwd=tmp_path, env=built.variables, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"falta {WELCOME}" in done.stderr
    assert f"{WELCOME} is missing" in done.stderr


@pytest.fixture(scope="module")
def server(built: Built, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of one of Jupyter's servers, where postBuild has run."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", f"--IdentityProvider.token={TOKEN}"]
    process = subprocess.Popen(
        [built.prefix / "bin" / "python", "-m", request.param, *options],
        cwd=built.checkout,
        env=built.variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(f"{address}/api?token={TOKEN}"):
            break
    try:
        yield address
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.mark.parametrize("server", ["jupyterlab", "notebook"], indirect=True)  # repo2docker's images start the second
def test_the_address_alone_leads_to_the_welcome(server: str) -> None:
    with urllib.request.urlopen(f"{server}/?token={TOKEN}") as answer:
        assert answer.url.partition("?")[0] == f"{server}/lab/tree/{WELCOME}"
        assert answer.status == 200


@pytest.mark.parametrize("server", ["notebook"], indirect=True)
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_jupyterlab_opens_on_the_welcome_in_a_browser(server: str) -> None:
    with browser_page() as page:
        page.goto(f"{server}/lab?token={TOKEN}")
        page.get_by_role("heading", name="ML en producción").wait_for(timeout=60_000)
        page.locator(".jp-DirListing-item", has_text="index.ipynb").wait_for(timeout=60_000)
        page.get_by_role("link", name="English: ML in Production").click()
        lesson = page.get_by_role("link", name="1. Serialization: from the notebook to a file")
        lesson.click(timeout=60_000)
        page.get_by_role("heading", name="1. Serialization: from the notebook to a file").wait_for(timeout=60_000)
        assert page.locator(".jp-toast-message, .Toastify__toast, .jp-Dialog").count() == 0


def test_the_buttons_of_readme_one_in_each_language_open_the_welcome() -> None:
    buttons = re.findall(r"https://mybinder\.org/v2/gh/[\w-]+/[\w.-]+/HEAD\?labpath=([\w.%-]+)\)", README)
    assert [unquote(path) for path in buttons] == [WELCOME] * len(LANGUAGES)
    assert (ROOT / WELCOME).is_file()
