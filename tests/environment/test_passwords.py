"""docker/passwords.py makes what the stack asks for, once, where nobody else looks, and Git does not either."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.environment.stack import PROFILES, passwords, read


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docker") / "secrets"
    passwords(folder)
    return folder


def test_every_secret_of_the_stack_is_made_and_no_other(secrets: Path) -> None:
    asked = {Path(one["file"]).name for one in read(*PROFILES, "grade")["secrets"].values()}
    assert {path.name for path in secrets.iterdir()} == asked


def test_the_folder_is_its_owners_and_a_container_of_another_user_can_read_a_file(secrets: Path) -> None:
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in secrets.iterdir()} == {0o644}


def test_no_two_are_alike(secrets: Path) -> None:
    texts = [path.read_text() for path in secrets.iterdir()]
    assert len(set(texts)) == len(texts)
    assert all(len(text) >= 32 for text in texts)


def test_what_is_there_is_left_alone_and_the_gradebooks_password_is_the_servers(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "postgres_password").write_text("my own\n")
    assert "postgres_password" not in passwords(folder)
    assert "password=my own\n" in (folder / "grades.conf").read_text()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert passwords(folder) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_git_never_takes_them() -> None:
    paths = ["docker/secrets/postgres_password", "docker/secrets/agent_key", "docker/.env"]
    done = subprocess.run(["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == paths
