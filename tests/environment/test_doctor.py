"""``grader doctor`` says what a machine has and lacks, in the reader's language, and never breaks off."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from packaging.requirements import Requirement
from typer.testing import CliRunner, Result

from grader import memory as usable_memory
from grader.cli import app
from grader.doctor import engine, examine, isolation, machine, ports, programs, tried, versions
from grader.doctor.findings import Finding, language, lines, notice, summary, well, wrong
from grader.grading.pool import MEMORY_OF_A_WORKER
from grader.judging import sandbox
from grader.languages import LANGUAGES
from tests.conftest import ROOT

GIB = 2**30
SAID = {"es": "así", "en": "so"}


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["doctor", *arguments])


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Installs a distribution, as far as its metadata go."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name: str, version: str) -> None:
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    return install


# What it says as a whole


def test_in_the_environment_of_the_lock_nothing_is_to_be_mended() -> None:
    result = doctor("--lang", "en")
    assert result.exit_code == 0, result.stdout
    assert "they are what requirements.lock says" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("All that is needed is there")


def test_every_finding_is_told_in_every_language() -> None:
    findings = list(examine())
    assert len(findings) > 8
    for finding in findings:
        for text in [finding.text, finding.todo]:
            assert text is None or ([*text] == [*LANGUAGES] and all(text.values()))


def test_a_missing_package_makes_scripts_stop(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("no-such-package==1.0\n")
    result = doctor("--lang", "es", "--lock", str(lock))
    assert result.exit_code == 1
    assert "✗ mal    no-such-package: no está instalado; requirements.lock dice no-such-package 1.0" in result.stdout
    assert f'"{sys.executable}" -m pip install -r "{lock}"' in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Por arreglar (✗): 1;")


def test_programs_get_json(tmp_path: Path) -> None:
    lock = tmp_path / "my.lock"
    lock.write_text("no-such-package==1.0\n")
    told = json.loads(doctor("--json", "--lock", str(lock)).stdout)
    assert told["ok"] is False
    assert [one["text"]["en"] for one in told["findings"] if one["state"] == "wrong"] == [
        "no-such-package: is not installed; my.lock says no-such-package 1.0"
    ]


@pytest.mark.parametrize("arguments", [("--lang", "fr"), ("--lock", "nowhere.lock")])
def test_what_it_does_not_know_is_an_error_of_one_line(arguments: tuple[str, str]) -> None:
    result = doctor(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("grader: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({"LANG": "es_AR.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "et_EE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": ""}, "es"),
    ],
)
def test_without_lang_the_locale_decides(environ: dict[str, str], lang: str) -> None:
    assert language(environ) == lang


def test_without_variables_the_systems_own_locale_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, lang in [("Spanish_Mexico", "es"), ("English_Canada", "en"), (None, "en")]:
        monkeypatch.setattr("locale.getlocale", lambda name=name: (name, None))
        assert language({}) == lang


def test_a_finding_has_a_symbol_a_word_and_what_to_do() -> None:
    assert lines(well(SAID), "es") == ["✓ bien   así"]
    assert lines(notice(SAID, SAID), "en") == ["! notice so", "         → so"]
    assert lines(wrong(SAID, SAID), "es") == ["✗ mal    así", "         → así"]
    assert summary([well(SAID), notice(SAID)], "en") == "All that is needed is there; notices: 1"
    assert summary([wrong(SAID), notice(SAID)], "en") == "To mend (✗): 1; notices: 1"


def test_a_probe_that_breaks_off_is_a_finding() -> None:
    def breaks() -> Iterator[Finding]:
        yield well(SAID)
        raise OSError("a machine\nlike no other")

    first, second = tried({"es": "Algo", "en": "Something"}, breaks)
    assert first == well(SAID)
    assert second.state == "notice"
    assert "Something: could not be examined on this machine (OSError: a machine like no other)" in second.text["en"]


def test_a_package_that_it_needs_itself_may_be_missing() -> None:
    code = "import sys; sys.modules['psutil'] = None; from grader.cli import app; app(['doctor', '--lang', 'en'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 1
    assert "Memory: a module of Python is missing, psutil" in done.stdout
    assert "git: " in done.stdout
    assert "Traceback" not in done.stderr


def test_a_terminal_that_knows_few_letters_gets_the_words_all_the_same() -> None:
    command = [sys.executable, "-m", "grader.cli", "doctor", "--lang", "es"]
    env = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, env=env, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert b"? bien   git: " in done.stdout


def test_it_imports_no_library_of_the_lessons() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from grader.cli import app; "
        "print(CliRunner().invoke(app, ['doctor']).exit_code, {'torch', 'tensorflow', 'sklearn', 'numpy'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    assert done.stdout == "0 set()\n"


# Python and packages


def test_another_python_than_the_locks_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.state for one in versions.python()] == ["well"]
    monkeypatch.setattr(versions, "PYTHON", (3, 8))
    (finding,) = versions.python()
    assert finding.state == "wrong"
    assert finding.todo
    assert "python3.8" in finding.todo["en"]


def test_a_python_past_its_last_day_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(versions.END_OF_LIFE, "3.11", date(2020, 1, 1))
    (finding,) = versions.python()
    assert finding.state == "notice"
    assert "2020-01-01" in finding.text["es"]


def test_a_line_of_the_lock_for_another_system_is_not_wanted_here() -> None:
    other = "win32" if sys.platform != "win32" else "linux"
    said = [
        "# made by hand",
        "--extra-index-url https://example.org/simple",
        "",
        f'one==1.0 ; sys_platform == "{sys.platform}"  # why',
        f"two==2.0 ; sys_platform == '{other}' or python_full_version < '3.11'",
        "three==3.0",
        "four=4",
    ]
    wanted, unread = versions.read(said)
    assert [one.name for one in wanted] == ["one", "three"]
    assert unread == ["four=4"]


@pytest.mark.parametrize(
    ("wanted", "here", "same"),
    [
        ("==2.13.0", "2.13.0+cpu", True),
        ("==2.13.0", "2.13.1", False),
        ("==1.0.0.dev5", "1.0.0.dev5", True),
        ("==6.0", "6.0.0", True),
        ("<3", "2.10", True),
        ("", "1", True),
    ],
)
def test_a_version_is_the_one_of_the_lock_whatever_its_build(
    wanted: str, here: str, same: bool, installed: Callable[[str, str], None]
) -> None:
    installed("some_package", here)
    found = versions.compare(Requirement(f"Some-Package{wanted}"))
    assert (found is None) is same
    assert found is None or (found.name, found.here) == ("Some-Package", here)


def test_two_hundred_missing_packages_are_not_two_hundred_lines(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("".join(f"no-such-{number}==1\n" for number in range(200)))
    findings = list(versions.packages(lock))
    assert {one.state for one in findings} == {"wrong"}
    assert len(findings) == 9
    assert findings[-1].text["en"] == "… and 192 more"
    assert [one.todo is not None for one in findings] == [False] * 8 + [True]


def test_a_line_that_nobody_understands_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("packaging=26\n")
    first, *_ = versions.packages(lock)
    assert first.state == "notice"
    assert "«packaging=26»" in first.text["es"]


def test_without_a_lock_the_packages_are_those_that_grader_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "find_lock", lambda: None)
    first, second = versions.packages()
    assert (first.state, second.state) == ("notice", "well")
    assert "There is no requirements.lock" in first.text["en"]
    monkeypatch.setattr(metadata, "requires", lambda name: ["no-such-package", 'other; extra == "cluster"'])
    _, missing = versions.packages()
    assert missing.state == "wrong"
    assert missing.text["en"] == "no-such-package: is not installed; grader says no-such-package"


def test_the_lock_is_that_of_the_checkout_or_else_that_of_the_image(tmp_path: Path) -> None:
    checkout, image = tmp_path / "checkout", tmp_path / "course"
    for folder in (checkout, image):
        folder.mkdir()
    assert versions.find_lock([checkout, image]) is None
    (image / "requirements.lock").touch()
    assert versions.find_lock([checkout, image]) == image / "requirements.lock"
    (checkout / "requirements.lock").touch()
    assert versions.find_lock([checkout, image]) == checkout / "requirements.lock"
    assert versions.find_lock() == ROOT / "requirements.lock"


# Isolation


@pytest.mark.parametrize(
    ("level", "states"), [("namespaces", ["well"]), ("container", ["well"]), ("process", ["notice"]), ("none", ["notice"])]
)
def test_less_isolation_than_strangers_code_needs_is_noticed(
    level: str, states: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "level", lambda: (level, "a reason"))
    monkeypatch.setattr(sandbox, "has_seccomp", lambda: False)
    monkeypatch.setattr(sandbox, "has_landlock", lambda: False)
    first, *more = isolation.examine()
    assert [first.state] == states
    assert first.text["en"].startswith(f"Isolation {level}: ")
    assert "(a reason)" in first.text["es"]
    lacking = {"namespaces": ["libseccomp"], "none": []}.get(level, ["libseccomp", "Landlock"])
    assert [one.text["en"].partition(":")[0] for one in more] == lacking
    assert all(one.state == "notice" and one.todo for one in more)


# Programs


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a single folder of programs, empty for now."""
    monkeypatch.setattr(programs, "_OF_SERVERS", ())
    monkeypatch.setattr("sysconfig.get_path", lambda name: "")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def place(folder: Path, name: str, script: str = "exit 0") -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_git_is_needed_and_the_others_are_missed(nothing_installed: Path) -> None:
    found = {one.text["en"].partition(":")[0]: one for one in programs.examine()}
    assert {name: one.state for name, one in found.items()} == {
        "git": "wrong",
        "promtool": "notice",
        "hadolint": "notice",
        "prometheus": "notice",
        "nginx": "notice",
        "haproxy": "notice",
    }
    assert all(one.todo for one in found.values())


@pytest.mark.skipif(sys.platform == "win32", reason="its programs are no shell scripts")
def test_a_git_that_does_not_run_is_no_git(nothing_installed: Path) -> None:
    place(nothing_installed, "git", "echo 'no developer tools were found' >&2; exit 1")
    finding = programs.git()
    assert finding.state == "wrong"
    assert "no developer tools were found" in finding.text["es"]
    place(nothing_installed, "git", "echo git version 2.39.5")
    assert programs.git() == well({lang: f"git: 2.39.5, {nothing_installed / 'git'}" for lang in LANGUAGES})


@pytest.mark.skipif(sys.platform == "win32", reason="its programs are no shell scripts")
@pytest.mark.parametrize("name", ["nginx", "haproxy"])
def test_one_of_the_two_balancers_is_enough(name: str, nothing_installed: Path) -> None:
    place(nothing_installed, name)
    told = [one.text["en"] for one in programs.examine()]
    assert f"{name}: {nothing_installed / name}" in told
    assert sum(text.startswith(("nginx", "haproxy")) for text in told) == 1


# Docker


def test_without_an_engine_it_says_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    monkeypatch.setattr(engine, "inside_a_container", lambda: False)
    (finding,) = engine.examine()
    assert finding.state == "notice"
    assert "no engine answers" in finding.text["en"]
    assert "\n" not in finding.text["en"]
    assert finding.todo


def test_inside_a_container_no_engine_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody.sock")
    monkeypatch.setenv(sandbox.CONTAINER, "1")
    assert [one.state for one in engine.examine()] == ["well"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no Unix sockets here")
def test_an_engine_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as silent:  # the name must be short
        silent.bind(f"{folder}/silent.sock")
        silent.listen()
        monkeypatch.setenv("DOCKER_HOST", f"unix://{folder}/silent.sock")
        assert "timed out" in str(engine.ask()).lower()


def test_an_address_that_is_none_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "nonsense://///")
    assert isinstance(engine.ask(), Exception)


def test_an_engine_that_answers_is_named_by_its_version() -> None:
    import docker

    try:
        client = docker.from_env(timeout=10)
        version = client.version()["Version"]
        client.close()
    except docker.errors.DockerException as error:
        pytest.skip(f"no Docker engine answers ({type(error).__name__})")
    first, *_ = engine.examine()
    assert first == well({"es": f"Docker: responde el motor {version}", "en": f"Docker: the engine {version} answers"})


# Memory and disk


@pytest.mark.parametrize(
    ("total", "free", "limit", "state", "told"),
    [
        (16, 9, None, "well", "Memory: 16.0 GiB, 9.0 GiB free; submissions that can be graded at once, at 2.0 GiB each: 4"),
        (16, 1, None, "notice", "the notebook on deep learning needs 1.5 GiB free"),
        (1, 0.5, None, "notice", "the notebook on deep learning needs 1.5 GiB"),
        (16, 9, 1, "notice", "but here (a container or a service) no more than 1.0 GiB may be used"),
        (16, 9, 4, "well", "at 2.0 GiB each: 2"),
        (16, 9, 2**30, "well", "Memory: 16.0 GiB, 9.0 GiB free; submissions"),
    ],
)
def test_memory_is_what_may_be_used_of_it(
    total: float, free: float, limit: float | None, state: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = SimpleNamespace(total=int(total * GIB), available=int(free * GIB))
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    for module in (machine, usable_memory):
        monkeypatch.setattr(module, "cgroup_limit", lambda: None if limit is None else int(limit * GIB))
    (finding,) = machine.memory()
    assert finding.state == state
    assert told in finding.text["en"]


def test_a_job_needs_the_memory_that_grading_reckons_with() -> None:
    assert machine.FOR_A_JOB == MEMORY_OF_A_WORKER


@pytest.mark.parametrize(
    ("free", "state", "told"), [(0.5, "notice", "0.5 GiB"), (3, "well", "(4.0 GiB)"), (50, "well", "50.0 GiB")]
)
def test_a_disk_is_told_once_and_noticed_when_it_is_full(
    free: float, state: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(psutil, "disk_usage", lambda path: SimpleNamespace(free=int(free * GIB)))
    monkeypatch.setenv("GRADER_RESULTS", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "missing"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    (finding,) = machine.disk()
    assert finding.state == state
    assert told in finding.text["es"]


def test_a_system_without_a_folder_for_temporary_files_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    first, *_ = machine.disk()
    assert first.state == "notice"
    assert "there is no folder for temporary files" in first.text["en"]


# Ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_noticed(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not ports.is_free(taken)
    monkeypatch.setattr(ports, "JUPYTERLAB", taken)
    monkeypatch.setattr(ports, "published", lambda path: {})
    (finding,) = ports.examine()
    assert finding.state == "notice"
    assert "JupyterLab will open at the next free one" in finding.text["en"]


def test_a_service_whose_port_is_taken_is_named(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "published", lambda path: {taken: "grafana"})
    told = [one.text["es"] for one in ports.examine() if one.state == "notice" and "grafana" in one.text["es"]]
    assert told == [f"Puerto {taken} ocupado: lo quiere grafana, de docker/compose.yaml, o ya está en marcha"]


def test_a_free_port_can_be_had_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert ports.is_free(port)
    assert ports.is_free(port)


@pytest.mark.parametrize(
    ("said", "port"),
    [
        ("127.0.0.1:9090:9090", 9090),
        ("9091:9090", 9091),
        ("127.0.0.1:${GRAFANA_PORT:-3000}:3000", 3000),
        ("${GRAFANA_PORT-3001}:3000/tcp", 3001),
        ("127.0.0.1:${CHOSEN_PORT:-3000}:3000", 3333),
        ({"target": 80, "published": "8080", "host_ip": "127.0.0.1"}, 8080),
        ({"target": 80}, None),
        ("9090", None),
        ("8000-8002:8000-8002", None),
        ("127.0.0.1:${NOT_SET}:80", None),
    ],
)
def test_the_port_on_this_machine_is_read_from_what_compose_says(
    said: Any, port: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHOSEN_PORT", "3333")
    monkeypatch.delenv("GRAFANA_PORT", raising=False)
    (tmp_path / "compose.yaml").write_text(json.dumps({"services": {"one": {"ports": [said]}, "two": {}}}))
    assert ports.published(tmp_path / "compose.yaml") == ({} if port is None else {port: "one"})


def test_without_a_stack_only_jupyterlab_wants_a_port(tmp_path: Path) -> None:
    assert ports.published(tmp_path / "compose.yaml") == {}


def test_the_stacks_own_ports_are_known() -> None:
    found = ports.published(ROOT / "docker" / "compose.yaml")
    assert {found[9090], found[3000], found[8080]} == {"prometheus", "grafana", "jenkins"}
