"""What the checks of this lesson share: real repositories and their objects, faulty implementations that a student's tests must
notice, an oracle that counts what it is asked, and pipelines that are really run.

A repository is made by a process of the judge's and read by a clean one with Git's plumbing; every object that comes back is
hashed here, so that what is compared is what its id says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.judging.api import Disk, Fresh, Handle, Student, as_list, as_text, run_in


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """What the checks of a judging find out once."""
    return {}


# Exercise 1: a repository and what its objects say.


@dataclass(frozen=True)
class Commit:
    id: str
    tree: str
    parents: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class History:
    """All that a repository's references lead to: the objects by id, as their kind and their bytes."""

    branch: str
    refs: dict[str, str]
    objects: dict[str, tuple[str, bytes]]

    @property
    def head(self) -> str:
        return self.refs[self.branch]

    def read(self, id: str, kind: str) -> bytes:
        found, data = self.objects[id]
        assert found == kind, f"{id} is a {found}"
        return data

    def commit(self, id: str) -> Commit:
        head, _, message = self.read(id, "commit").decode().partition("\n\n")
        lines = [line.split(" ", 1) for line in head.splitlines() if " " in line]
        values = {name: value for name, value in lines if name != "parent"}
        return Commit(id, values["tree"], tuple(value for name, value in lines if name == "parent"), message)

    def tag(self, name: str) -> tuple[str, str]:
        """Of an annotated tag: the commit that it names, and its message."""
        head, _, message = self.read(self.refs[f"refs/tags/{name}"], "tag").decode().partition("\n\n")
        values = dict(line.split(" ", 1) for line in head.splitlines())
        assert values["type"] == "commit"
        assert values["tag"] == name
        return values["object"], message.strip()

    def files(self, commit: str) -> dict[str, bytes]:
        return dict(self._files(self.commit(commit).tree, ""))

    def _files(self, tree: str, above: str) -> list[tuple[str, bytes]]:
        data, found = self.read(tree, "tree"), []
        while data:
            head, _, rest = data.partition(b"\0")
            mode, name = head.decode().split(" ", 1)
            id, data = rest[:20].hex(), rest[20:]
            if mode == "40000":
                found += self._files(id, f"{above}{name}/")
            else:
                found.append((above + name, self.read(id, "blob")))
        return found

    def before(self, id: str) -> list[str]:
        """The commit and all those before it."""
        waiting, found = [id], []
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.append(one)
                waiting += self.commit(one).parents
        return found


@dataclass(frozen=True)
class Repository:
    """A repository as the checks found it: its folder, its commits from the first on, and what each one holds."""

    folder: Path
    commits: list[str]
    contents: list[dict[str, bytes]]

    @property
    def files(self) -> dict[str, bytes]:
        return self.contents[-1]


@pytest.fixture
def repository(folder: Path, reader: Fresh, rng: np.random.Generator) -> Repository:
    """Five commits: a model of which each commit changes a line, far from the others', and a new file with each."""
    rows = [f"coef_{number} = {value:.4f}" for number, value in enumerate(rng.normal(0, 5, 40))]
    contents: list[dict[str, bytes]] = []
    for number in range(5):
        rows[8 * number + 3] = f"coef_{8 * number + 3} = {rng.normal(0, 5):.4f}  # {number}"
        files = {
            "model.toml": "\n".join(rows) + "\n",
            "README.md": "late orders\n",
            f"notes/day-{number}.md": rng.bytes(4).hex(),
        }
        contents.append({**(contents[-1] if contents else {}), **{name: text.encode() for name, text in files.items()}})
    where = folder / f"repo {int(rng.integers(1000))}"
    ids = as_list(run_in(reader, _make_repository, str(where), contents))
    return Repository(where, [as_text(id) for id in ids], contents)


def _make_repository(folder: str, contents: list[dict[str, bytes]]) -> list[str]:
    from grader.repositories import git, new_repository

    repo, parts = new_repository(folder), []
    for number, files in enumerate(contents):
        message, when = f"day {number}\n", 1_793_523_600 + 86_400 * number
        parts.append(
            f"commit refs/heads/main\ncommitter Rapido <models@rapido.example> {when} +0000\ndata {len(message)}\n{message}"
        )
        parts += [f"M 100644 inline {name}\ndata {len(data)}\n{data.decode()}\n" for name, data in files.items()]
    git(repo, "fast-import", "--quiet", text="".join(parts))
    git(repo, "reset", "--hard", "--quiet")
    return git(repo, "rev-list", "--reverse", "HEAD").split()


@pytest.fixture
def history(request: pytest.FixtureRequest) -> Callable[[Path], History]:
    """The objects of a repository, as a clean process reads them now."""

    def read(folder: Path) -> History:
        clean = request.getfixturevalue("fresh")
        branch, refs, objects = as_list(run_in(clean, _read_repository, str(folder)))
        for id, (kind, data) in objects.items():
            assert hashlib.sha1(f"{kind} {len(data)}\0".encode() + data).hexdigest() == id
        return History(branch, refs, {id: (kind, bytes(data)) for id, (kind, data) in objects.items()})

    return read


def _read_repository(folder: str) -> list[Any]:
    """Which branch it is on, what each reference names, and all objects that they lead to."""
    import os
    import subprocess

    from grader.repositories import environment

    env = {**environment(folder), "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull, "GIT_OPTIONAL_LOCKS": "0"}

    def git(*words: str, data: bytes = b"") -> bytes:
        command = ["git", "-C", folder, "-c", "advice.graftFileDeprecated=false", *words]
        return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True, env=env, timeout=8).stdout

    branch = git("symbolic-ref", "HEAD").decode().strip()
    refs = dict(
        reversed(line.split(" ", 1))
        for line in git("for-each-ref", "--format=%(objectname) %(refname)").decode().splitlines()
    )
    listed = git("rev-list", "--objects", "--all", "HEAD").split(b"\n")
    ids = sorted({line[:40] for line in listed if line} | {id.encode() for id in refs.values()})
    answer, objects = git("cat-file", "--batch", data=b"\n".join(ids) + b"\n"), {}
    while answer:
        head, _, answer = answer.partition(b"\n")
        id, kind, size = head.decode().split(" ")
        objects[id], answer = (kind, answer[: int(size)]), answer[int(size) + 1 :]
    return [branch, refs, objects]


@pytest.fixture
def hook(disk: Disk, reader: Fresh) -> Callable[[Path], None]:
    """Puts a hook into a repository that refuses every commit."""

    def put(folder: Path) -> None:
        path = folder / ".git" / "hooks" / "pre-commit"
        disk.write(path, b"#!/bin/sh\necho 'the tests fail' >&2\nexit 1\n")
        run_in(reader, _make_executable, str(path))

    return put


def _make_executable(path: str) -> None:
    import os

    os.chmod(path, 0o755)


@pytest.fixture
def in_git(reader: Fresh) -> Callable[..., str]:
    """What Git says in a repository, asked by the judge's own process."""
    return lambda folder, *words: as_text(run_in(reader, _in_git, str(folder), list(words)))


def _in_git(folder: str, words: list[str]) -> str:
    from grader.repositories import git

    return git(folder, "-c", "core.fsmonitor=false", *words)  # which the configuration of the repository could name


# Exercise 2: a student's tests, and implementations that they must accept or refuse.

RIGHT = """import pandas as pd


def clean_orders(df):
    {copied}
    {deduped}
    kept = kept[{valid}]
    {rain}
    kept["late"] = kept["minutes"] {over} 40
    return kept.reset_index(drop=True)
"""

BY_ROWS = """import pandas as pd


def clean_orders(df):
    kept = dict()
    for row in df.to_dict("records"):
        kept[row["order_id"]] = row
    rows = []
    for row in kept.values():
        if 0 < row["minutes"] <= 180:
            rain = 0.0 if pd.isna(row["rain_mm"]) else row["rain_mm"]
            rows.append({**row, "rain_mm": rain, "late": row["minutes"] > 40})
    answer = pd.DataFrame(rows, columns=["late", *df.columns])
    return answer.sort_values("order_id", ascending=False)
"""

CLEANING = """import json
import socket

import numpy as np
import pandas as pd


def clean_orders(df):
    told = {{}}
    for name in ("order_id", "minutes", "rain_mm"):
        told[name] = [None if pd.isna(value) else value for value in df[name].tolist()]
    with socket.create_connection(("127.0.0.1", {port}), timeout=8) as line:
        line.sendall(json.dumps(told, default=str).encode() + b"\\n")
        answer = json.loads(line.makefile().readline())
    for name, values in answer["changed"].items():
        df[name] = values
    rain = pd.Series(answer["rain_mm"], dtype=df["rain_mm"].dtype).array
    kept = df.iloc[answer["rows"]].drop(columns="late", errors="ignore").assign(rain_mm=rain)
    kept.insert(0 if answer["late_first"] else len(kept.columns), "late", np.array(answer["late"], dtype=bool))
    kept.index = answer["index"]
    return kept
"""
"""What stands in cleaning.py, whatever is behind it: which rows stay, and with what rain, a process of the judge's works out.
So a test finds a fault by what it does, and not by how it is written."""

FAULTS = [
    "keeps_the_first",
    "keeps_missing_minutes",
    "keeps_zero",
    "drops_the_limit",
    "drops_missing_rain",
    "late_at_forty",
    "changes_its_input",
    "cleans_too_early",
]


def _implementation(fault: str) -> str:
    """A clean_orders with this fault, with none (``right``), or a right one of another kind (``by rows``)."""
    if fault == "by rows":
        return BY_ROWS
    minutes = 'kept["minutes"]'
    valid = {
        "keeps_zero": f"({minutes} >= 0) & ({minutes} <= 180)",
        "drops_the_limit": f"({minutes} > 0) & ({minutes} < 180)",
        "keeps_missing_minutes": f"~(({minutes} <= 0) | ({minutes} > 180))",
    }.get(fault, f"({minutes} > 0) & ({minutes} <= 180)")
    copied = {
        "changes_its_input": 'df["rain_mm"], df["late"] = df["rain_mm"].fillna(0.0), df["minutes"] > 40; kept = df.copy()',
        "cleans_too_early": f"kept = df; kept = kept[{valid}]",
    }.get(fault, "kept = df.copy()")
    keep = "first" if fault == "keeps_the_first" else "last"
    rain = (
        'kept.dropna(subset=["rain_mm"]).copy()'
        if fault == "drops_missing_rain"
        else 'kept.assign(rain_mm=kept["rain_mm"].fillna(0.0))'
    )
    return RIGHT.format(
        copied=copied,
        deduped=f'kept = kept.drop_duplicates("order_id", keep="{keep}")',
        valid=valid,
        rain=f"kept = {rain}",
        over=">=" if fault == "late_at_forty" else ">",
    )


class Implementation:
    """A clean_orders that answers at a port of the loopback. It lives in a process of the judge's: nobody can look at it."""

    def __init__(self, source: str) -> None:
        import json
        import socketserver
        import threading

        module: dict[str, Any] = {}
        exec(source, module)

        class Answers(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                told = json.loads(self.rfile.readline(10_000_000))
                self.wfile.write(json.dumps(_cleaned(module["clean_orders"], told)).encode() + b"\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def port(self) -> int:
        return self.server.server_address[1]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def _cleaned(clean_orders: Callable[[Any], Any], told: dict[str, list[Any]]) -> dict[str, Any]:
    """What it makes of a table: the places of the rows that stay and what is new in them, and what it changed in the table."""
    import pandas as pd

    given = pd.DataFrame({name: pd.Series(told[name]) for name in ("order_id", "minutes", "rain_mm")})
    given = given.assign(minutes=pd.to_numeric(given["minutes"]), rain_mm=pd.to_numeric(given["rain_mm"]))
    given = given.assign(place=range(len(given)))
    was = given.copy()
    kept = clean_orders(given)
    changed = [name for name in given.columns if name not in was.columns or not given[name].equals(was[name])]
    return {
        "rows": [int(place) for place in kept["place"]],
        "rain_mm": kept["rain_mm"].tolist(),
        "late": [bool(late) for late in kept["late"]],
        "index": [int(place) for place in kept.index],
        "late_first": kept.columns[0] == "late",
        "changed": {name: given[name].tolist() for name in changed},
    }


@pytest.fixture
def notices(student: Student, request: pytest.FixtureRequest, kept: dict[str, Any]) -> Callable[[str], bool]:
    """Whether the student's tests fail for this fault; False as well if they do not pass where all is right."""

    def found(fault: str) -> bool:
        passed = _outcomes(student, request, kept)
        return passed["right"] == 0 and passed["right again"] == 0 and passed[fault] in (1, 2)

    return found


@pytest.fixture
def accepts(student: Student, request: pytest.FixtureRequest, kept: dict[str, Any]) -> Callable[[str], bool]:
    """Whether the student's tests pass for this right implementation, and do find something in others."""

    def passes(kind: str) -> bool:
        ended = _outcomes(student, request, kept)
        return ended["right"] == 0 and ended[kind] == 0 and any(ended[fault] in (1, 2) for fault in FAULTS)

    return passes


def _outcomes(student: Student, request: pytest.FixtureRequest, kept: dict[str, Any]) -> dict[str, Any]:
    """By implementation: how pytest ended. All are tried once for all checks, in an order that is drawn, until one takes too long."""
    if "outcomes" not in kept:
        rng, clean, reader = (request.getfixturevalue(name) for name in ("rng", "fresh", "reader"))
        tests = as_text(run_in(student, _text_of, student["test_file"]))
        kinds = ["right", "right again", "by rows", *FAULTS]
        outcomes: dict[str, Any] = dict.fromkeys(kinds)
        for place in rng.permutation(len(kinds)):
            kind = kinds[place]
            behind: Handle = run_in(reader, Implementation, _implementation(kind))
            outcomes[kind] = run_in(clean, _run_tests, tests, CLEANING.format(port=int(behind.port())), 8.0)
            behind.close()
            if outcomes[kind] is None:
                break
        kept["outcomes"] = outcomes
    return kept["outcomes"]


def _text_of(function: Callable[[], Any]) -> Any:
    import pathlib

    made = function()
    return made.read_text(encoding="utf-8") if isinstance(made, pathlib.Path) else made


def _run_tests(tests: str, implementation: str, seconds: float) -> int | None:
    """pytest's exit code; None if it took too long or was killed. In a process of its own, which is what a fork is quickest at."""
    import contextlib
    import os
    import pathlib
    import shutil
    import signal
    import subprocess
    import sys
    import tempfile
    import time
    import warnings

    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "cleaning.py").write_text(implementation, encoding="utf-8")
    (folder / "test_cleaning.py").write_text(tests, encoding="utf-8")
    options = ["-q", "--tb=no", "-c", os.devnull, f"--rootdir={folder}", f"--confcutdir={folder}", "--noconftest"]
    options += [f"-pno:{plugin}" for plugin in ("cacheprovider", "faulthandler", "unraisableexception", "threadexception")]
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    command = [*options, str(folder / "test_cleaning.py")]
    if not hasattr(os, "fork"):
        nowhere = subprocess.DEVNULL
        line = [sys.executable, "-B", "-m", "pytest", *command]
        try:
            return subprocess.run(
                line, cwd=folder, timeout=seconds, stdin=nowhere, stdout=nowhere, stderr=nowhere
            ).returncode
        except subprocess.TimeoutExpired:
            return None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a timer waits in a thread; it is of no use to the fork
        child = os.fork()
    if not child:
        code = 99
        try:
            os.setsid()
            os.closerange(3, 1024)
            os.chdir(folder)
            sys.path.insert(0, str(folder))
            sys.dont_write_bytecode = True
            import pytest

            code = int(pytest.main(command))
        finally:
            os._exit(code)
    end, status = time.monotonic() + seconds, None
    try:
        while time.monotonic() < end:
            done, ended = os.waitpid(child, os.WNOHANG)
            if done:
                status = ended
                break
            time.sleep(0.005)
    finally:
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)
        if status is None:
            os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
    return os.waitstatus_to_exitcode(status) if status is not None and os.WIFEXITED(status) else None


# Exercise 3: commits, and an oracle that knows which are good. It lives in a process of the judge's: what it has been asked, nobody
# else can change.


class Oracle:
    """Answers, at a port of the loopback, whether a commit is good, and keeps what it was asked."""

    def __init__(self, verdicts: dict[str, bool]) -> None:
        import socketserver
        import threading

        oracle, self.verdicts, self.asked = self, verdicts, list[str]()

        class Answers(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                commit = self.rfile.readline(200).decode("utf-8", "replace").strip()
                oracle.asked.append(commit)
                known = oracle.verdicts.get(commit)
                self.wfile.write({True: b"good\n", False: b"bad\n", None: b"unknown\n"}[known])

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def port(self) -> int:
        return self.server.server_address[1]

    def told(self) -> list[str]:
        """What it was asked, from now on to be forgotten."""
        asked, self.asked = self.asked, []
        return list(asked)


def _asker(port: int) -> Callable[[str], bool]:
    def is_good(commit: str) -> bool:
        import socket

        with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
            line.sendall(f"{commit}\n".encode())
            answer = line.makefile().readline().strip()
        if answer not in ("good", "bad"):
            raise ValueError(f"{commit!r} is not the whole id of a commit of this repository")
        return answer == "good"

    return is_good


@dataclass(frozen=True)
class Search:
    """What ``first_bad`` answered, what was to be found, and which commits it asked about."""

    answer: Any
    expected: str | None
    asked: list[str]
    commits: int

    @property
    def found(self) -> bool:
        return type(self.answer) is type(self.expected) and self.answer == self.expected

    @property
    def quick(self) -> bool:
        """Whether it asked about as many as halving needs, and the two ends."""
        return len(self.asked) <= int(np.ceil(np.log2(self.commits))) + 3


@pytest.fixture
def search(student: Student, reader: Fresh, rng: np.random.Generator) -> Callable[..., Search]:
    """Has the student look for the first bad commit: the one at this place of the repository's; None, where all are good."""

    def searched(folder: Path, ids: Sequence[str], place: int | None) -> Search:
        good = {id: place is None or number < place for number, id in enumerate(ids)}
        oracle: Handle = run_in(reader, Oracle, good)
        answer = student.first_bad(folder, _asker(int(oracle.port())))
        answer = None if answer is None else as_text(answer).strip()
        return Search(answer, None if place is None else ids[place], as_list(oracle.told()), len(ids))

    return searched


@pytest.fixture
def commits(folder: Path, reader: Fresh, rng: np.random.Generator) -> Callable[..., tuple[Path, list[str]]]:
    """Makes a repository with so many commits in a line; their dates are in order, or as good as drawn."""

    def made(count: int, *, in_order: bool = True) -> tuple[Path, list[str]]:
        where = folder / f"line-{rng.bytes(3).hex()}"
        days = np.arange(count) if in_order else rng.permutation(count)
        ids = run_in(reader, _make_line, str(where), [int(day) for day in days], rng.bytes(4).hex())
        return where, [as_text(id) for id in as_list(ids)]

    return made


def _make_line(folder: str, days: list[int], salt: str) -> list[str]:
    from grader.repositories import git, new_repository

    repo = new_repository(folder)
    parts = []
    for number, day in enumerate(days):
        text, message = f"version = {number}\nsalt = {salt}\n", f"change {number}"
        parts.append(
            f"commit refs/heads/main\ncommitter Rapido <models@rapido.example> {1_790_000_000 + 3600 * day} +0000\n"
            f"data {len(message)}\n{message}\nM 100644 inline model.toml\ndata {len(text)}\n{text}\n"
        )
    git(repo, "fast-import", "--quiet", text="".join(parts))
    git(repo, "reset", "--hard", "--quiet")
    return git(repo, "rev-list", "--reverse", "HEAD").split()


# Exercise 4: two files that say the same, and what they do.

STAGES = ["lint", "test", "train", "package"]
FILES = {"travis_yml": "read_travis", "jenkinsfile": "read_jenkinsfile"}

TASKS = """import sys

with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
sys.exit({code} if sys.argv[1:] == [{fails!r}] else 0)
"""


@dataclass(frozen=True)
class Done:
    """What became of a pipeline: whether it passed, and the tasks that it ran."""

    passed: bool
    tasks: list[str]


@pytest.fixture
def written(student: Student, kept: dict[str, Any]) -> Callable[[str], str]:
    """The text that the student's function gives, asked for once."""

    def text(name: str) -> str:
        if name not in kept:
            kept[name] = as_text(run_in(student, _text_of, student[name]))
        return kept[name]

    return text


@pytest.fixture
def service(request: pytest.FixtureRequest, kept: dict[str, Any]) -> Fresh:
    """A clean process, one for all checks, that reads the files and runs them. What a pipeline runs is a process of its own."""
    if "service" not in kept:
        kept["service"] = request.getfixturevalue("fresh")
    return kept["service"]


@pytest.fixture
def plan(written: Callable[[str], str], service: Fresh) -> Callable[[str], list[Any]]:
    """Its stages: the name of each, and the image of each of its jobs. An error where the service would refuse it."""
    return lambda name: as_list(run_in(service, _plan, FILES[name], written(name)))


def _plan(reading: str, text: str) -> list[Any]:
    import grader.pipelines

    pipeline = getattr(grader.pipelines, reading)(text)
    return [[stage.name.strip().lower(), [job.image for job in stage.jobs]] for stage in pipeline.stages]


@pytest.fixture
def carry_out(written: Callable[[str], str], service: Fresh, rng: np.random.Generator) -> Callable[..., list[Done]]:
    """Runs one of the two files, once for each task that is to fail (or none), on a branch."""

    def carried(name: str, *fails: str | None, branch: str = "main") -> list[Done]:
        code = int(rng.integers(1, 100))
        done = run_in(service, _carry_out, FILES[name], written(name), TASKS, [(one, code) for one in fails], branch)
        return [Done(passed is True, [as_text(task) for task in as_list(log)]) for passed, log in as_list(done)]

    return carried


def _carry_out(reading: str, text: str, tasks: str, fails: list[tuple[str | None, int]], branch: str) -> list[Any]:
    """Whether it passed, and which tasks it ran: these write it down elsewhere, in a folder of a drawn name."""
    import pathlib
    import tempfile

    import grader.pipelines

    pipeline, ended = getattr(grader.pipelines, reading)(text), []
    for one, code in fails:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as elsewhere,
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        ):
            log = pathlib.Path(elsewhere, "log.txt")
            pathlib.Path(folder, "tasks.py").write_text(tasks.format(log=str(log), code=code, fails=one), encoding="utf-8")
            run = grader.pipelines.run_locally(pipeline, folder, branch, seconds=3)
            ended.append([run.passed, log.read_text(encoding="utf-8").splitlines()[:50] if log.exists() else []])
    return ended
