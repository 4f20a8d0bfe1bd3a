"""What a process in a sandbox sees, what it may use, and that nothing of it stays behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cloudpickle
import psutil
import pytest

from grader.exercises import CHECKS
from grader.grading.warm import Sandbox
from grader.judging import sandbox
from grader.judging.sandbox import Bounds
from grader.judging.serve import SERVING
from grader.judging.student import AnswererGone, AnswerError, Peer

cloudpickle.register_pickle_by_value(sys.modules[__name__])  # what runs in the box cannot import this module
BOUNDS = Bounds(memory=600 * 2**20, files=32 * 2**20, processes=64)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sandboxes are Linux's")
needs_namespaces = pytest.mark.skipif(sandbox.level()[0] != "namespaces", reason=f"no namespaces here: {sandbox.level()[1]}")
KINDS = [pytest.param("namespaces", marks=needs_namespaces), "process"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / "data.csv").write_text("a,b\n")
    (folder / "lesson.ipynb").write_text("{}")
    (folder / "link").symlink_to("/etc/passwd")
    return folder


@pytest.fixture(params=KINDS)
def box(request: pytest.FixtureRequest, files: Path) -> Iterator[Sandbox]:
    made = Sandbox(files, BOUNDS, request.param)
    yield made
    made.close()


@pytest.fixture
def strict(files: Path) -> Iterator[Sandbox]:
    if sandbox.level()[0] != "namespaces":
        pytest.skip("no namespaces here")
    made = Sandbox(files, BOUNDS, "namespaces")
    yield made
    made.close()


def member(box: Sandbox, without: list[str] | None = None) -> Callable[..., Any]:
    """A way to run a function in a clean process of the box."""
    connection = box.start_fresh(without or [])
    assert connection.recv_bytes() == SERVING
    return Peer(connection).run


def test_the_submission_s_files_are_there_without_its_notebook_and_links(box: Sandbox) -> None:
    assert sorted(member(box)(os.listdir, ".")) in (["data.csv"], [".tmp", "data.csv"])


def test_the_environment_is_not_the_grader_s(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def variables() -> list[str]:
        return [*os.environ, *Path("/proc/self/environ").read_text().split("\0")]

    monkeypatch.setenv("SECRET", "1")
    assert not any("SECRET" in name for name in member(box)(variables))


@pytest.mark.parametrize("kind", KINDS)
def test_the_checks_cannot_be_read(files: Path, kind: Any) -> None:
    if kind == "process" and not sandbox.has_landlock():
        pytest.skip("no Landlock here")
    hidden = str(next(CHECKS.rglob("*_hidden.py")))
    box = Sandbox(files, BOUNDS, kind)
    try:
        with pytest.raises(AnswerError) as refusal:
            member(box)(_read, hidden)
        assert "builtins.OSError" in refusal.value.types
    finally:
        box.close()


def test_what_an_exercise_is_can_be_read(box: Sandbox) -> None:
    def titles() -> list[str]:
        from grader.exercises import load_exercises

        return list(load_exercises())

    assert "pickle_roundtrip" in member(box)(titles)


def test_nothing_of_the_world_outside_is_seen(strict: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "canary").write_text("alive")
    ask = member(strict)
    assert ask(os.path.exists, str(tmp_path)) is False
    assert ask(os.path.exists, str(Path.home() / ".bashrc")) is False
    assert ask(os.listdir, "/run/kernel") == []


def test_only_its_own_folders_can_be_written(strict: Sandbox) -> None:
    ask = member(strict)
    for folder in (".", "/tmp", "/dev/shm"):
        ask(_write, f"{folder}/file", 10)
    for folder in ("/", "/usr", "/etc", "/run", str(CHECKS.parent), sys.prefix):
        with pytest.raises(AnswerError, match=r"Read-only|denied"):
            ask(_write, f"{folder}/file", 10)


def test_the_disk_is_bounded(strict: Sandbox) -> None:
    with pytest.raises(AnswerError, match=r"No space|too large"):
        member(strict)(_write, "big", 2 * BOUNDS.files)


def test_the_network_is_its_own_with_a_loopback(strict: Sandbox) -> None:
    def serve_and_connect() -> bool:
        import socket

        with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
            return True

    ask = member(strict)
    assert ask(serve_and_connect) is True
    with socket.create_server(("127.0.0.1", 0)) as ours, pytest.raises(AnswerError, match=r"refused|unreachable"):
        ask(_connect, *ours.getsockname())
    with pytest.raises(AnswerError, match="unreachable"):
        ask(_connect, "192.0.2.1", 80)


def test_members_do_not_see_each_other_but_share_files_and_network(strict: Sandbox) -> None:
    one, other = member(strict), member(strict)
    one(_write, "left", 3)
    assert other(os.path.getsize, "left") == 3
    assert one(_processes) == other(_processes) == 2  # an init, and the process itself


def test_no_right_can_be_had(strict: Sandbox) -> None:
    def rights() -> dict[str, str]:
        lines = Path("/proc/self/status").read_text().splitlines()
        return dict(line.split(":\t") for line in lines if line.startswith(("Cap", "NoNewPrivs")))

    ask = member(strict)
    had = ask(rights)
    assert had.pop("NoNewPrivs") == "1"
    assert set(had.values()) == {"0" * 16}
    assert ask(os.getuid) != 0
    assert ask(os.system, "unshare --user true 2>/dev/null") != 0


def test_memory_is_counted_for_all_processes_together(box: Sandbox) -> None:
    before = box.memory()
    ask = member(box)
    ask(_spend_in_children, 2, 40 * 2**20)
    assert box.memory() - before > 80 * 2**20


def test_what_is_closed_leaves_no_process(box: Sandbox) -> None:
    member(box)(_spend_in_children, 2, 10)
    members = sandbox.descendants(box.pid)
    assert len(members) >= 3
    box.close()
    assert not set(members) & set(psutil.pids())


def test_one_process_cannot_take_more_memory_than_the_submission_may(box: Sandbox) -> None:
    with pytest.raises(AnswerError) as error:
        member(box)(_take, 2 * BOUNDS.memory)
    assert error.value.types[0] == "builtins.MemoryError"


def test_processes_are_bounded_and_none_stays_behind(strict: Sandbox) -> None:
    ask = member(strict)
    assert ask(_fork_until_refused) < BOUNDS.processes
    members = sandbox.descendants(strict.pid)
    assert len(members) > BOUNDS.processes // 2
    strict.close()
    assert not set(members) & set(psutil.pids())


def test_a_clean_process_can_be_without_a_module(box: Sandbox) -> None:
    def import_sklearn() -> None:
        import sklearn  # noqa: F401

    member(box)(import_sklearn)
    with pytest.raises(AnswerError) as error:
        member(box, ["sklearn"])(import_sklearn)
    assert error.value.types[0] == "builtins.ModuleNotFoundError"


def test_a_file_of_the_student_s_is_no_module_for_a_clean_process(box: Sandbox) -> None:
    def write_module() -> None:
        Path("joblib.py").write_text("forged = True")

    def import_it() -> bool:
        import joblib

        return hasattr(joblib, "forged")

    member(box)(write_module)
    assert member(box)(import_it) is False
    assert member(box, ["torch"])(import_it) is False


def test_closing_ends_what_hangs(box: Sandbox) -> None:
    ask = member(box)
    ask(_leave_a_daemon)
    box.close()
    with pytest.raises(AnswererGone):
        ask(os.getpid)
    assert not [p for p in psutil.process_iter(["cmdline"]) if "marker-of-a-daemon" in (p.info["cmdline"] or [])]


def test_a_signal_to_its_own_process_group_reaches_no_other_process(box: Sandbox) -> None:
    with pytest.raises(AnswererGone):
        member(box)(_kill_the_group)
    assert member(box)(os.getpid) > 0


def test_a_file_may_move_to_another_folder(box: Sandbox) -> None:
    assert member(box)(_move) == "moved"


def _move() -> str:
    for folder in ("one", "other"):
        os.mkdir(folder)
    Path("one/file").write_text("moved")
    os.rename("one/file", "other/file")
    os.link("other/file", "one/link")
    return Path("one/link").read_text()


def test_without_namespaces_no_signal_reaches_a_process_outside(files: Path) -> None:
    if not sandbox.has_landlock() or __import__("landlock").landlock_abi_version() < 6:
        pytest.skip("Landlock keeps signals back from Linux 6.12 on")
    box = Sandbox(files, BOUNDS, "process")
    with pytest.raises(AnswerError, match="not permitted"):
        member(box)(os.kill, os.getpid(), 0)
    assert member(box)(lambda: os.kill(os.getpid(), 0)) is None
    box.close()


def test_it_says_when_the_machine_gives_no_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        return subprocess.CompletedProcess([], 1, "", "unshare: Operation not permitted\n")

    monkeypatch.setattr(subprocess, "run", refused)
    assert sandbox.level.__wrapped__() == ("process", "unshare: Operation not permitted")
    monkeypatch.setenv(sandbox.CONTAINER, "1")
    assert sandbox.level.__wrapped__()[0] == "container"


def _read(path: str) -> str:
    return Path(path).read_text()


def _write(path: str, size: int) -> None:
    with open(path, "wb") as file:
        file.write(bytes(size))


def _connect(host: str, port: int) -> None:
    import socket

    socket.create_connection((host, port), timeout=5).close()


def _kill_the_group() -> None:
    import os
    import signal

    os.kill(0, signal.SIGKILL)


def _processes() -> int:
    return sum(name.isdigit() for name in os.listdir("/proc"))


def _spend_in_children(count: int, size: int) -> None:
    import os
    import time

    for _ in range(count):
        reader, writer = os.pipe()
        if os.fork() == 0:
            spent = b"x" * size
            os.write(writer, b"!")
            while spent:
                time.sleep(60)
        os.read(reader, 1)


def _take(size: int) -> None:
    bytearray(size)


def _fork_until_refused() -> int:
    import os
    import signal

    for count in range(10_000):
        try:
            if os.fork() == 0:
                signal.pause()
        except OSError:
            return count
    return 10_000


def _leave_a_daemon() -> None:
    import subprocess
    import sys

    code = "import os, time; os.write(1, b'!'); os.setsid() if os.fork() == 0 else None; time.sleep(600)"
    daemon = subprocess.Popen([sys.executable, "-c", code, "marker-of-a-daemon"], stdout=subprocess.PIPE)
    daemon.stdout.read(1)  # type: ignore[union-attr]


def test_what_a_notebook_imports_is_imported_before_its_sandbox_is_made(files: Path) -> None:
    def imported() -> bool:
        import sys

        return "xml.dom.minidom" in sys.modules

    for imports, expected in ([], False), (["xml.dom.minidom"], True):
        box = Sandbox(files, BOUNDS, "process", imports)
        assert member(box)(imported) is expected
        box.close()


def test_a_library_that_starts_a_thread_is_not_imported_before(files: Path) -> None:
    box = Sandbox(files, BOUNDS, "process", ["onnxruntime"])
    assert member(box)(lambda: "onnxruntime" in __import__("sys").modules) is False
    box.close()


def test_temporary_files_lie_in_the_box_even_if_an_import_has_asked_before_where_they_lie(files: Path) -> None:
    box = Sandbox(files, BOUNDS, "process", ["torch"])
    place = member(box)(lambda: __import__("tempfile").gettempdir())
    assert Path(place).is_relative_to(box.home)
    box.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may map users")
def test_root_of_a_rootless_container_who_has_few_users_has_one_for_a_box_too() -> None:
    code = "import os; from grader.judging import sandbox as s; uid = s._own_uid(); os.setresuid(uid, uid, uid); print(uid)"
    forked = ["unshare", "--user", "sh", "-c", 'echo ready; read _; exec "$@"', "sh", sys.executable, "-c", code]
    with subprocess.Popen(forked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as rootless:
        assert rootless.stdout is not None
        assert rootless.stdout.readline() == "ready\n"
        Path(f"/proc/{rootless.pid}/uid_map").write_text("0 0 65536")  # as many as /etc/subuid gives
        told, _ = rootless.communicate("\n")
    assert 60_000 < int(told) < 65_536
