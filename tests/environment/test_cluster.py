"""The profile «cluster» really grades, on Dask's workers and into a PostgreSQL, and the grades are the same.

PostgreSQL is Debian's, in the place of the image that the file names.
"""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import hand_in
from tests.environment.images import built
from tests.environment.stack import Stack, after_stack, passwords, started
from tests.environment.stand_in import servers
from tests.guides.reading import documented

pytestmark = pytest.mark.slow

ASSIGNMENT = "1-packaging"
CLASS = ("carla", "dmitri")
"""Of the example submissions, those of a single notebook, right in part."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With the class's submissions, passwords, and places for two gradebooks."""
    folder = tmp_path_factory.mktemp("cluster")
    hand_in(CLASS, folder / "submitted")
    (folder / "alone").mkdir()
    subprocess.run(documented("docs/stack.md", "mkdir -p grades").split(), cwd=folder, check=True)
    passwords(folder / "secrets")
    return folder


@pytest.fixture(scope="module")
def stack(folder: Path) -> Iterator[Stack]:
    ours = {"image": built("grader")}
    images = {
        "scheduler": ours,
        "worker": ours,
        "grade": ours,
        "postgres": {"image": servers(), "entrypoint": ["start-postgres"]},
    }
    env = {"SUBMITTED": str(folder / "submitted"), "GRADES": str(folder / "grades")}
    with started(folder, ["cluster", "grade"], images, ["postgres", "scheduler", "worker"], env) as running:
        yield running


def test_every_part_is_healthy_by_its_own_check(stack: Stack) -> None:
    assert stack.healthy() == {"postgres", "scheduler", "worker"}


def alone(folder: Path, *command: str) -> None:
    """The same image without a cluster: no network, as README prints it."""
    words = ["docker", "run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp:exec"]
    words += [f"--volume={folder / 'submitted'}:/course/submitted:ro", f"--volume={folder / 'alone'}:/grades"]
    done = subprocess.run([*words, built("grader"), *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_cluster_gives_the_grades_that_one_container_gives(stack: Stack, folder: Path) -> None:
    stack.run(*after_stack(documented("docs/stack.md", "stack --profile cluster run --rm grade")))
    stack.run(*after_stack(documented("docs/stack.md", "stack --profile cluster run --rm grade nbgrader export")))
    alone(folder, "grader", "grade", ASSIGNMENT)
    alone(folder, "nbgrader", "export")
    shared, own = ((folder / name / "grades.csv").read_text(encoding="utf-8") for name in ("grades", "alone"))
    assert shared == own
    rows = csv.DictReader(shared.splitlines())
    scores = {row["student_id"]: float(row["score"]) for row in rows if row["assignment"] == ASSIGNMENT}
    assert set(scores) == set(CLASS)
    assert all(scores.values())
    told = stack.python("scheduler", METRICS)
    assert f'dask_scheduler_prefix_state_totals_total{{state="memory",task_prefix_name="do"}} {len(CLASS)}.0' in told


METRICS = "from urllib.request import urlopen; print(urlopen('http://127.0.0.1:8787/metrics').read().decode())"


def test_a_submissions_user_can_neither_read_the_certificate_nor_enter_without_it(stack: Stack) -> None:
    somebody = ["exec", "-T", "--user", "2000000001", "worker"]
    assert "Permission denied" in stack.run(*somebody, "cat", "/run/private/dask.pem", check=False)
    assert "certificate required" in stack.run(*somebody, "python", "-c", ENTERS_WITHOUT_CERTIFICATE, check=False)


ENTERS_WITHOUT_CERTIFICATE = """
import socket
import ssl
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
with context.wrap_socket(socket.create_connection(("scheduler", 8786), 10)) as connection:
    print("entered", connection.recv(1))
"""
"""It sends nothing: what is sent to whoever has refused already can take the place of the reason."""
