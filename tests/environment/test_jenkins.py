"""The profile «ci»: Jenkins' configuration is what its plugins read, and its agent and the repository really serve.

Jenkins' image is not to be had everywhere: its configuration is read here, and what it would do, entering the agent with
its key and fetching the course, is done in its place.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from grader.pipelines.groovy import Statement, read_groovy
from grader.pipelines.jenkinsfile import read_jenkinsfile
from tests.conftest import ROOT
from tests.environment.stack import Stack, passwords, read, started
from tests.environment.stand_in import agent

JENKINS = ROOT / "docker" / "jenkins"
AGENT = ROOT / "docker" / "agent"
REFERENCE = re.compile(r"\$\{readFile:(/run/secrets/[\w.]+)\}")


def exactly(**properties: Any) -> dict[str, Any]:
    """An object with these keys and no other: Jenkins refuses to start with one that it does not know."""
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def one(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "maxItems": 1, "items": item}


TEXT, NUMBER, BOOLEAN = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
LAUNCHER = exactly(
    ssh=exactly(
        host=TEXT,
        port=NUMBER,
        credentialsId=TEXT,
        javaPath=TEXT,
        sshHostKeyVerificationStrategy=exactly(manuallyProvidedKeyVerificationStrategy=exactly(key=TEXT)),
    )
)
NODE = exactly(
    name=TEXT,
    labelString=TEXT,
    numExecutors=NUMBER,
    mode={"enum": ["NORMAL", "EXCLUSIVE"]},
    remoteFS=TEXT,
    retentionStrategy={"enum": ["always", "demand"]},
    launcher=LAUNCHER,
)
KEY = exactly(
    scope={"enum": ["SYSTEM", "GLOBAL"]},
    id=TEXT,
    username=TEXT,
    privateKeySource=exactly(directEntry=exactly(privateKey=TEXT)),
)
CONFIGURATION = exactly(
    jenkins=exactly(
        systemMessage=TEXT,
        numExecutors={"const": 0},
        mode={"const": "EXCLUSIVE"},
        slaveAgentPort={"const": -1},
        securityRealm=exactly(local=exactly(allowsSignup={"const": False}, users=one(exactly(id=TEXT, password=TEXT)))),
        authorizationStrategy=exactly(loggedInUsersCanDoAnything=exactly(allowAnonymousRead={"const": False})),
        nodes=one(exactly(permanent=NODE)),
    ),
    credentials=exactly(
        system=exactly(domainCredentials=one(exactly(credentials=one(exactly(basicSSHUserPrivateKey=KEY)))))
    ),
    unclassified=exactly(location=exactly(url=TEXT)),
    jobs=one(exactly(script=TEXT)),
)
"""The part of what the plugins document that is used here."""


@pytest.fixture(scope="module")
def configuration() -> dict[str, Any]:
    return dict(yaml.safe_load((JENKINS / "casc.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(read("ci")["services"])


def node(configuration: dict[str, Any]) -> dict[str, Any]:
    return dict(configuration["jenkins"]["nodes"][0]["permanent"])


def inside(statements: tuple[Statement, ...], *names: str) -> Statement:
    """The one statement in the block of the one in the block of …"""
    found = statements
    for name in names:
        [statement] = [one for one in found if one.name == name]
        found = statement.block or ()
    return statement


def test_the_configuration_has_the_keys_that_its_plugins_know(configuration: dict[str, Any]) -> None:
    assert [error.message for error in Draft202012Validator(CONFIGURATION).iter_errors(configuration)] == []


def test_every_plugin_that_the_configuration_needs_is_there_in_one_version() -> None:
    lines = (JENKINS / "plugins.txt").read_text(encoding="utf-8").splitlines()
    plugins = dict(line.split(":") for line in lines)
    assert set(plugins) == {"configuration-as-code", "git", "job-dsl", "ssh-slaves", "workflow-aggregator"}
    assert all(re.fullmatch(r"\d[\w.]+", version) for version in plugins.values())


def test_what_is_secret_comes_from_files_that_are_mounted(configuration: dict[str, Any], services: dict[str, Any]) -> None:
    text = (JENKINS / "casc.yaml").read_text(encoding="utf-8")
    mounted = {one["target"] for one in services["jenkins"]["secrets"]}
    assert set(REFERENCE.findall(text)) == mounted
    [user] = configuration["jenkins"]["securityRealm"]["local"]["users"]
    [domain] = configuration["credentials"]["system"]["domainCredentials"]
    source = domain["credentials"][0]["basicSSHUserPrivateKey"]["privateKeySource"]
    assert REFERENCE.search(user["password"])
    assert REFERENCE.search(source["directEntry"]["privateKey"])
    for name in set(re.findall(r"\$\{([A-Z_]+)", text)):
        assert name in services["jenkins"]["environment"], name


def test_the_agent_is_where_the_configuration_says_and_is_entered_with_the_key(
    configuration: dict[str, Any], services: dict[str, Any]
) -> None:
    launcher = node(configuration)["launcher"]["ssh"]
    [domain] = configuration["credentials"]["system"]["domainCredentials"]
    key = domain["credentials"][0]["basicSSHUserPrivateKey"]
    sshd = dict(
        line.split(maxsplit=1) for line in (AGENT / "sshd_config").read_text().splitlines() if line and line[0] != "#"
    )
    dockerfile = (AGENT / "Dockerfile").read_text(encoding="utf-8")
    assert launcher["host"] in services
    assert launcher["port"] == int(sshd["Port"])
    assert launcher["credentialsId"] == key["id"]
    assert key["username"] == sshd["AllowUsers"]
    assert sshd["AuthorizedKeysFile"] in {one["target"] for one in services["agent"]["secrets"]}
    assert f"COPY --from=controller {Path(launcher['javaPath']).parent.parent} " in dockerfile
    assert f"WORKDIR {node(configuration)['remoteFS']}\n" in dockerfile
    assert node(configuration)["remoteFS"] in {one["target"] for one in services["agent"]["volumes"]}


def test_agent_and_controller_have_their_java_from_one_image() -> None:
    [controller] = re.findall(r"^FROM (\S+)", (JENKINS / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"ARG CONTROLLER={controller}\n" in (AGENT / "Dockerfile").read_text(encoding="utf-8")


def test_the_agents_python_is_that_of_the_courses_images() -> None:
    bases = [
        re.findall(r"^ARG BASE=(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in (AGENT / "Dockerfile", ROOT / "docker/Dockerfile")
    ]
    assert len(bases[0]) == 1
    assert bases[0] == bases[1]


def test_the_job_is_the_jenkinsfile_of_the_repository_that_is_served(
    configuration: dict[str, Any], services: dict[str, Any]
) -> None:
    job = inside(read_groovy(configuration["jobs"][0]["script"]), "pipelineJob")
    assert job.values == ("course",)
    from_git = inside(job.block or (), "definition", "cpsScm", "scm", "git")
    [address] = inside(from_git.block or (), "remote", "url").values
    host, _, path = str(address).removeprefix("git://").partition("/")
    assert {one["target"]: one["source"] for one in services[host]["volumes"]} == {f"/srv/{path}": str(ROOT / ".git")}
    [script] = inside(job.block or (), "definition", "cpsScm", "scriptPath").values
    pipeline = read_jenkinsfile((ROOT / str(script)).read_text(encoding="utf-8"))
    assert "make test" in str(pipeline)


def test_the_agent_has_the_label_that_the_jenkinsfile_asks_for(configuration: dict[str, Any]) -> None:
    statement = inside(read_groovy((ROOT / "Jenkinsfile").read_text(encoding="utf-8")), "pipeline", "agent")
    label = inside(statement.block or (), "label").values[0]
    assert label in node(configuration)["labelString"].split()


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode or not (ROOT / ".git").is_dir():
        pytest.skip("this is no clone of a Git repository, so there is nothing to serve")
    return done.stdout.strip()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The agent and the repository."""
    commit()
    folder = tmp_path_factory.mktemp("ci")
    passwords(folder / "secrets")
    images = {name: {"image": agent()} for name in ("agent", "repository")}
    with started(folder, ["ci"], images, list(images)) as running:
        (folder / "known").write_text(f"[agent]:2222 {(folder / 'secrets/agent_host_key.pub').read_text()}")
        for name in ("known", "secrets/agent_key"):
            text = (folder / name).read_text()
            running.python("repository", f"import os; os.umask(0o77); open('/tmp/{Path(name).name}', 'w').write({text!r})")
        yield running


WITH_KEY = ("-i", "/tmp/agent_key")


def on_the_agent(stack: Stack, command: str, *options: str, check: bool = True) -> str:
    """What a command says that is run there as the controller would, who knows the agent's key beforehand."""
    wishes = {"BatchMode": "yes", "UserKnownHostsFile": "/tmp/known", "StrictHostKeyChecking": "yes"}
    ssh = ["ssh", "-F", "none", "-p", "2222", *(word for name in wishes for word in ("-o", f"{name}={wishes[name]}"))]
    return stack.run("exec", "-T", "repository", *ssh, *options, "jenkins@agent", command, check=check)


@pytest.mark.slow
def test_agent_and_repository_are_healthy_by_their_own_checks(stack: Stack) -> None:
    assert stack.healthy() == {"agent", "repository"}


@pytest.mark.slow
def test_with_its_key_the_controller_finds_what_the_pipeline_needs_on_the_agent(stack: Stack) -> None:
    told = on_the_agent(stack, "id -u; python3.11 --version; make --version; git --version; promtool --version", *WITH_KEY)
    assert told.splitlines()[0] == "1000"
    for word in ("Python 3.11", "GNU Make", "git version", "promtool, version"):
        assert word in told
    on_the_agent(stack, "python3.11 -m venv /tmp/environment && /tmp/environment/bin/pip --version", *WITH_KEY)


@pytest.mark.slow
def test_the_agent_fetches_what_is_committed_here_and_cannot_push(stack: Stack) -> None:
    fetch = "git clone --quiet --depth 1 git://repository/course.git && git -C course rev-parse HEAD"
    told = on_the_agent(stack, fetch, *WITH_KEY)
    assert told.strip() == commit()
    refused = on_the_agent(
        stack, "git -C course push git://repository/course.git HEAD:refs/heads/mine", *WITH_KEY, check=False
    )
    assert "not exported" in refused or "access denied" in refused


@pytest.mark.slow
def test_nobody_enters_the_agent_without_the_key(stack: Stack) -> None:
    assert "Permission denied (publickey)" in on_the_agent(stack, "true", check=False)
