"""environment.yml read as conda reads it, and the environment made from it, in which the course runs.

What this proves: the file is well-formed, its Python is the one that the solver takes, and its pip section, handed to pip as
conda does it, gives the pins of the lock and the course itself. What it does not: that conda-forge has that Python and an
index those pins today; the packages are the ones that are installed here.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.environment import conda
from tests.environment.checkout import copy_checkout
from tests.environment.pins import pins

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the local channel's python is a link, as on Linux and macOS"),
]


@dataclass(frozen=True)
class Made:
    """The environment, the checkout that it was made from, and what pip said meanwhile."""

    prefix: Path
    checkout: Path
    pip: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("conda")
    checkout = copy_checkout(folder / "course")
    channel = conda.local_channel(folder / "channel", ["3.10.19", conda.PYTHON, "3.12.12"])
    return Made(folder / "env", checkout, conda.create(checkout / "environment.yml", channel, folder / "env"))


def test_the_file_says_what_conda_reads_in_it() -> None:
    channels, specs, pip = conda.read(ROOT / "environment.yml")
    assert channels == ["conda-forge", "nodefaults"]
    assert [str(spec) for spec in specs] == ["python 3.11.*", "pip"]
    assert pip == ["--extra-index-url https://download.pytorch.org/whl/cpu", "-r requirements.lock", "-e ."]
    assert (ROOT / "requirements.lock").is_file()


def test_the_solver_takes_python_3_11_where_there_are_others(made: Made) -> None:
    assert sorted(path.name for path in (made.prefix / "conda-meta").glob("*.json")) == [
        f"pip-{conda.version('pip')}-0.json",
        f"python-{conda.PYTHON}-0.json",
    ]


def test_pip_finds_every_pin_of_the_lock_and_installs_the_course(made: Made) -> None:
    found = re.findall(r"^Requirement already satisfied: ([\w.-]+)==(\S+) .*requirements\.lock", made.pip, re.MULTILINE)
    assert {(canonicalize_name(name), number) for name, number in found} == set(
        pins(f"{os.uname().machine}-manylinux_2_28" if os.uname().sysname == "Linux" else "aarch64-apple-darwin")
    )
    assert re.search(r"^Successfully installed grader-", made.pip, re.MULTILINE)


def test_the_doctor_finds_the_course_well_in_that_environment(made: Made, tmp_path: Path) -> None:
    command = [made.prefix / "bin" / "grader", "doctor", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)
    asked = "import grader, sys; print(sys.prefix, grader.__file__)"
    where = subprocess.run([made.prefix / "bin" / "python", "-c", asked], cwd=tmp_path, capture_output=True, text=True)
    assert where.stdout.split() == [str(made.prefix), str(made.checkout / "grader" / "__init__.py")]
