"""A class at once: whoever does the work, in whatever order, the grades are the same, and nothing is done twice."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from typer.testing import CliRunner

from grader.authoring.generate import generate_assignments
from grader.cli import app
from grader.errors import CourseError
from grader.grading import course, pool
from grader.grading.course import Graded, Wishes
from tests.guides.reading import documented
from tests.small_course.course import ASSIGNMENT, FULL, write_course
from tests.submissions import Case, honest, submit

pytestmark = pytest.mark.slow
NOBODY = Path(__file__).parent / "nobody"
STUDENTS = {
    **{f"right-{lang}": honest(f"right-{lang}", lang) for lang in ("es", "en")},
    **{f"stub-{lang}": replace(honest(f"stub-{lang}", lang), kind="hostile") for lang in ("es", "en")},
    "half": Case("hostile", "half", NOBODY, "", "", solved=("double",), student="half", notebooks=("1-numbers",)),
}
SCHEDULER = documented("docs/cluster.md", "dask scheduler")
WORKER = documented(
    "docs/cluster.md",
    "DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker tcp://scheduler:8786 --nthreads 1 --nworkers 8",
)
DATABASE = documented("docs/cluster.md", "export GRADER_DB_URL=postgresql+psycopg://user:password@server/grades")
WISHES = {
    documented("docs/cluster.md", "grader grade 1-packaging"): Wishes(),
    documented("docs/cluster.md", "grader grade 1-packaging --jobs 8"): Wishes(jobs=8),
    documented("docs/cluster.md", "grader grade 1-packaging --student 'a*'"): Wishes(student="a*"),
    documented("docs/cluster.md", "grader grade 1-packaging --force"): Wishes(force=True),
    documented("docs/cluster.md", "grader grade 1-packaging --only-failed"): Wishes(only_failed=True),
    documented("docs/cluster.md", "grader grade 1-packaging --scheduler tcp://scheduler:8786"): Wishes(
        scheduler="tcp://scheduler:8786"
    ),
}
"""What each command of the documentation wishes for; what comes of each wish is tested below."""


@pytest.mark.parametrize("command", WISHES)
def test_a_command_of_the_documentation_wishes_for_what_is_tested(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def grade(root: Path, assignment: str, submitted: Path | None, output: Path | None, wishes: Wishes, tell: Any) -> Graded:
        asked.append((assignment, wishes))
        raise CourseError("that is enough")

    monkeypatch.setattr(course, "grade", grade)
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert "that is enough" in result.output
    assert asked == [("1-packaging", WISHES[command])]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with submissions that nobody has graded."""
    folder = tmp_path_factory.mktemp("small")
    write_course(folder)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(folder, folder / "build/source" / lang, folder / "notebooks" / lang, *flags)
    for case in STUDENTS.values():
        submit(case, folder, {})
    (folder / "submitted/broken" / ASSIGNMENT).mkdir(parents=True)
    (folder / "submitted/broken" / ASSIGNMENT / "1-numbers.ipynb").write_text("{")
    return folder


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "course")
    return tmp_path / "course"


def export(folder: Path, **environment: str) -> bytes:
    """What nbgrader exports from the gradebook of a course."""
    nbgrader(folder, "export", "--to", "grades.csv", **environment)
    return (folder / "grades.csv").read_bytes()


def nbgrader(folder: Path, *arguments: str, **environment: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, check=False)


@pytest.fixture(scope="module")
def stock(small: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the stock commands come to."""
    folder = tmp_path_factory.mktemp("stock") / "course"
    shutil.copytree(small, folder)
    nbgrader(folder, "autograde", ASSIGNMENT)
    return export(folder)


def test_the_stock_commands_grade_as_they_should(stock: bytes) -> None:
    rows = {line.split(",")[3]: line.split(",") for line in stock.decode().splitlines()}
    most = f"{sum(FULL.values()):.1f}"
    assert [rows[student][9] for student in ("right-es", "right-en")] == [most, most]
    assert [rows[student][9] for student in ("stub-es", "stub-en", "broken")] == ["0.0"] * 3


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_the_export_does_not_depend_on_the_number_of_workers(copy: Path, stock: bytes, jobs: int) -> None:
    graded = course.grade(copy, ASSIGNMENT, wishes=Wishes(jobs=jobs))
    assert len(graded.troubles) == 1
    assert "broken" in graded.troubles[0]
    assert graded.points["right-en"] == FULL
    assert export(copy) == stock


def count_works(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many works each grading from now on has to do."""
    counted: list[int] = []
    run = pool.run

    def counting(do: Any, tasks: Any, workers: Any) -> Any:
        counted.append(0)

        def counted_tasks() -> Iterator[Any]:
            for task in tasks:
                counted[-1] += 1
                yield task

        return run(do, counted_tasks(), workers)

    monkeypatch.setattr(pool, "run", counting)
    return counted


def test_what_is_graded_is_not_graded_again_unless_it_is_new_or_wished(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = count_works(monkeypatch)
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="stub-*"))
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="stub-*"))
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="stub-es", force=True))
    submit(honest("stub-en", "en"), copy, {})
    again = course.grade(copy, ASSIGNMENT, wishes=Wishes(student="stub-*"))
    assert counted[:3] == [4, 0, 2]  # notebooks
    assert counted[3] > 0
    assert again.points["stub-en"] == FULL


def test_only_what_failed_is_graded_again_if_that_is_wished(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="[sb]*"))
    path = copy / "autograded/stub-en" / ASSIGNMENT / "1-numbers.ipynb"
    path.chmod(0o644)
    graded = json.loads(path.read_text("utf-8"))
    assert graded["metadata"]["course"]["failed"] == []
    graded["metadata"]["course"]["failed"] = ["double"]  # as when its kernel died
    path.write_text(json.dumps(graded), encoding="utf-8")
    counted = count_works(monkeypatch)
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="[sb]*", only_failed=True))
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="[sb]*", only_failed=True))
    assert counted == [2, 0]  # the two notebooks of one student


def test_a_feedback_page_that_is_missing_is_written_without_grading_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbgrader(copy, "autograde", ASSIGNMENT, "--student", "stub-es")
    counted = count_works(monkeypatch)
    course.grade(copy, ASSIGNMENT, wishes=Wishes(student="stub-es"))
    assert counted == [0]
    assert (copy / "feedback/stub-es" / ASSIGNMENT / "1-numbers.html").is_file()


class Stopped(KeyboardInterrupt):
    """Ctrl-C."""


def test_ctrl_c_leaves_a_gradebook_from_which_the_next_time_goes_on(
    copy: Path, stock: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, of: int, troubles: Any) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        course.grade(copy, ASSIGNMENT, wishes=Wishes(jobs=2), tell=stop)
    counted = count_works(monkeypatch)
    course.grade(copy, ASSIGNMENT, wishes=Wishes(jobs=2))
    assert 0 < counted[0] < 2 * len(STUDENTS) - 1
    assert export(copy) == stock


def once_lost(task: tuple[str, str]) -> str:
    """A task whose first worker dies."""
    mark, answer = task
    if not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return answer


def always_lost(task: str) -> str:
    os._exit(1)


def test_the_tasks_of_a_lost_worker_are_done_again(tmp_path: Path) -> None:
    tasks = ((number, (str(tmp_path / "mark"), f"answer {number}")) for number in range(6))
    done = dict(pool.run(once_lost, tasks, lambda: pool.processes(2)))
    assert done == {number: f"answer {number}" for number in range(6)}


def test_a_task_that_always_loses_its_worker_is_given_up() -> None:
    [(key, result)] = pool.run(always_lost, [("one", "")], lambda: pool.processes(1))
    assert key == "one"
    assert isinstance(result, Exception)


def test_tasks_are_taken_only_when_there_is_room_for_them() -> None:
    taken: list[int] = []
    tasks = ((number, "") for number in range(100) if not taken.append(number))  # type: ignore[func-returns-value]
    for _ in zip(range(3), pool.run(len, tasks, pool.here), strict=False):
        assert len(taken) <= 4


def test_workers_end_with_the_process_that_has_them() -> None:
    code = (
        "import os, signal\n"
        "from grader.grading.pool import processes\n"
        "if __name__ == '__main__':\n"
        "    with processes(1) as workers:\n"
        "        print(workers.executor.submit(os.getpid).result(), flush=True)\n"
        "        signal.pause()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as master:
        assert master.stdout
        worker = psutil.Process(int(master.stdout.readline()))
        master.kill()
        worker.wait(timeout=30)
    assert not worker.is_running()


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with (
        pytest.raises(CourseError, match=r"tcp://127\.0\.0\.1:1: no Dask scheduler answers"),
        pool.cluster("tcp://127.0.0.1:1"),
    ):
        pass


@contextmanager
def dask(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler and two workers, that speak TCP: its address, and the worker that nobody starts again when it ends.

    The other one is as docs/cluster.md has it, with a nanny.
    """
    address_file = folder / "scheduler.json"
    silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    setting, *worker = WORKER.removesuffix(" --nworkers 8").replace(" tcp://scheduler:8786", "").split()
    silent["env"] = os.environ | dict([setting.split("=")])
    start: Callable[..., Any] = lambda *arguments: subprocess.Popen(  # noqa: E731
        [sys.executable, "-m", *arguments, "--scheduler-file", str(address_file), "--no-dashboard"], cwd=folder, **silent
    )
    scheduler = start(*SCHEDULER.split(), "--host", "127.0.0.1", "--port", "0")
    alone, looked_after = (start(*worker, *nanny) for nanny in (["--no-nanny"], []))
    try:
        from distributed import Client

        while not address_file.exists():
            assert scheduler.poll() is None
        with Client(scheduler_file=str(address_file)) as client:
            client.wait_for_workers(2)
            address = client.scheduler.address
        yield address, alone
    finally:
        for process in (alone, looked_after, scheduler):
            process.terminate()
            process.wait()


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of its own, which root's folders are closed to; the URL of an empty database."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    data, sockets = folder / "data", folder / "sockets"
    sockets.mkdir()
    folder.chmod(0o755)
    user = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
    if user:
        os.chown(folder, 65534, 65534)
        os.chown(sockets, 65534, 65534)
    ask: dict[str, Any] = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    program = programs[-1]
    subprocess.run([*user, program / "initdb", "-D", data, "-U", "grader", "-A", "trust"], **ask)
    options = f"-c listen_addresses='' -c unix_socket_directories={sockets}"
    subprocess.run([*user, program / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], **ask)
    try:
        subprocess.run([program / "createdb", "-h", sockets, "-U", "grader", "grades"], **ask)
        yield f"postgresql+psycopg://grader@/grades?host={sockets}"
    finally:
        subprocess.run([*user, program / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **ask)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="a PostgreSQL on a socket")
def test_a_cluster_that_loses_a_worker_and_postgresql_give_the_same_export(
    copy: Path, stock: bytes, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        postgres() as url,
        dask(tmp_path_factory.mktemp("dask")) as (address, worker),
    ):
        monkeypatch.setenv(DATABASE.removeprefix("export ").partition("=")[0], url)
        generate_assignments(copy, copy / "build/source/es", copy / "notebooks/es", "--force")
        killed: list[int] = []

        def kill_one(done: int, of: int, troubles: Any) -> None:
            if done == 2 and not killed:
                worker.kill()
                killed.append(done)

        graded: Graded = course.grade(copy, ASSIGNMENT, wishes=Wishes(scheduler=address), tell=kill_one)
        assert killed
        assert len(graded.troubles) == 1
        assert export(copy, GRADER_DB_URL=url) == stock
