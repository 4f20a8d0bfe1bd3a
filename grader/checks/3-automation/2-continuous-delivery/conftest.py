"""What the checks of this lesson share: a registry that is killed, models with planned mistakes, canaries, and a build."""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cloudpickle
import numpy as np
import pandas as pd
import pytest

from grader.judging.api import Disk, Fresh, Handle, Student, as_list, as_text, run_in, ship
from grader.orders import FEATURES, make_orders

cloudpickle.register_pickle_by_value(sys.modules[__name__])


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """What the checks of a judging find out once: each answer is asked for a single time, so that it is one answer."""
    return {}


# Exercise 1: a registry of models.


@dataclass(frozen=True)
class Shelf:
    """A registry in the folder ``root``, as the disk shows it."""

    root: Path
    disk: Disk

    @property
    def text(self) -> bytes:
        return self.disk.read(self.root / "registry.json")

    @property
    def current(self) -> str | None:
        return json.loads(self.text)["current"]

    @property
    def audit(self) -> list[tuple[str, str]]:
        """What was done, and to which model."""
        return [(entry["action"], entry["digest"]) for entry in json.loads(self.text)["audit"]]

    @property
    def times(self) -> list[datetime]:
        return [datetime.fromisoformat(entry["at"]) for entry in json.loads(self.text)["audit"]]

    def data(self, digest: str) -> bytes:
        return self.disk.read(self.root / "models" / digest)

    def write(self, models: Sequence[bytes], promoted: Sequence[bytes] = ()) -> None:
        """A registry as the statement describes it, made by the judge."""
        for data in models:
            self.disk.write(self.root / "models" / digest_of(data), data)
        done = [("register", data) for data in models] + [("promote", data) for data in promoted]
        start = datetime.now(UTC) - timedelta(days=2)
        audit = [
            {"action": action, "digest": digest_of(data), "at": (start + timedelta(hours=hours)).isoformat()}
            for hours, (action, data) in enumerate(done)
        ]
        state = {"current": digest_of(promoted[-1]) if promoted else None, "audit": audit}
        self.disk.write(self.root / "registry.json", json.dumps(state).encode())


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def sha256() -> Callable[[bytes], str]:
    return digest_of


@pytest.fixture
def shelf(folder: Path, disk: Disk) -> Shelf:
    """A registry that does not exist yet."""
    return Shelf(folder / "registry", disk)


@pytest.fixture
def models(rng: np.random.Generator) -> list[bytes]:
    """The bytes of five models."""
    return [rng.bytes(int(rng.integers(200, 900))) for _ in range(5)]


@dataclass(frozen=True)
class Found:
    """What lay on the disk after a process was killed: nothing but None, where the registry could not be read."""

    current: str | None
    audit: list[tuple[str, str]]
    models: dict[str, bytes]


@dataclass(frozen=True)
class Killings:
    """What was found after each killing, and after the same call was made again, to the end."""

    found: list[Found | None]
    again: list[Found | None]


@pytest.fixture
def kill_at_every_step(student: Student, fresh: Fresh, reader: Fresh) -> Callable[..., Killings]:
    """Calls the student's function on copies of a registry, and kills its process before each of its calls of the
    operating system: the first in one copy, the second in another, and so on. Of many equal ones in a row, such as the
    writes of a loop, it takes the first two and the last: between the others nothing happens that does not there."""

    def kill(name: str, shelf: Shelf, *args: Any) -> Killings:
        place = str(shelf.root.parent / f"killed-{name}")
        function = ship(student, name, to=fresh)
        steps = left = as_list(run_in(fresh, _steps_of, function, str(shelf.root), place, args))
        assert steps, "the function did not come to its end, or never touched the disk"
        while left:
            left = as_list(run_in(fresh, _kill_at, left, function, str(shelf.root), place, args))
        run_in(fresh, _call_again, steps, function, place, args)
        found = as_list(run_in(reader, _look_at_registries, [f"{place}/{step}" for step in steps]))
        again = as_list(run_in(reader, _look_at_registries, [f"{place}/{step}-again" for step in steps]))
        return Killings([_found(one) for one in found], [_found(one) for one in again])

    return kill


def _found(told: Any) -> Found | None:
    if told is None:
        return None
    current, audit, models = told
    return Found(
        current, [(action, digest) for action, digest in audit], {name: bytes(data) for name, data in models.items()}
    )


def _look_at_registries(roots: list[str]) -> list[Any]:
    import json
    from pathlib import Path

    def look(root: str) -> list[Any] | None:
        try:
            state = json.loads(Path(root, "registry.json").read_bytes())
            audit = [[str(entry["action"]), str(entry["digest"])] for entry in state["audit"]]
            files = [path for path in Path(root, "models").glob("*") if path.is_file()]
            return [state["current"], audit, {path.name: path.read_bytes() for path in files}]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    return [look(root) for root in roots]


def _steps_of(function: Callable[..., Any], base: str, place: str, args: tuple[Any, ...]) -> list[int]:
    """The steps at which to kill it; none if it does not come to its end by itself."""
    import json
    import os
    import shutil

    most, counted = 60, os.path.join(place, "count")
    os.makedirs(place)
    whole = shutil.copytree(base, os.path.join(place, "whole"))
    if _run_in_processes([(function, [whole], args, 0, counted)]) != [0]:
        return []
    with open(counted) as file:
        calls = json.load(file)
    before, after = [None, None, *calls], [*calls[1:], None]
    steps = [step for step, call in enumerate(calls, 1) if not before[step - 1] == before[step] == call == after[step - 1]]
    return steps if len(steps) <= most else steps[: most // 3] + steps[-2 * most // 3 :]


def _kill_at(steps: list[int], function: Callable[..., Any], base: str, place: str, args: tuple[Any, ...]) -> list[int]:
    """Kill it at as many of these steps as two seconds are enough for; give back the steps that are left."""
    import os
    import shutil
    import time

    end = time.monotonic() + 2
    for number, step in enumerate(steps, 1):
        root = shutil.copytree(base, os.path.join(place, str(step)))
        _run_in_processes([(function, [root], args, step, "")])
        if time.monotonic() > end:
            return steps[number:]
    return []


def _call_again(steps: list[int], function: Callable[..., Any], place: str, args: tuple[Any, ...]) -> None:
    """The same call once more, to its end, on a copy of what each killing left."""
    import os
    import shutil

    again = [shutil.copytree(os.path.join(place, str(step)), os.path.join(place, f"{step}-again")) for step in steps]
    _run_in_processes([(function, again, args, 0, "")])


def _run_in_processes(calls: list[tuple[Any, ...]]) -> list[int]:
    """The exit code of each call, made in a process of its own."""
    import os
    import signal
    import subprocess
    import sys
    from contextlib import suppress

    import cloudpickle

    if not hasattr(os, "fork"):
        code = "import sys, cloudpickle; run, call = cloudpickle.load(sys.stdin.buffer); run(*call)"
        started = [subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) for _ in calls]
        for process, call in zip(started, calls, strict=True):
            process.stdin.write(cloudpickle.dumps((_run_until_killed, call)))
            process.stdin.close()
        return [process.wait() for process in started]
    codes = []
    for call in calls:
        child = os.fork()
        if not child:
            _run_until_killed(*call)
        try:
            codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        except BaseException:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            raise
    return codes


def _run_until_killed(
    function: Callable[..., Any], roots: list[str], args: tuple[Any, ...], step: int, counted: str
) -> None:
    """Call it, and die just before the call of the operating system that is number ``step``; or note the names of all.
    Where it raises in one folder, it is called in the next one all the same."""
    import json
    import os
    import signal
    import sys
    import types

    reads = {"stat", "lstat", "fstat", "fspath", "getcwd", "getpid", "listdir", "scandir", "text_encoding", "urandom"}
    reads |= {"_path_normpath", "_path_isfile", "_path_exists", "_path_isdir", "readable", "writable", "seekable", "isatty"}
    seen: list[str] = []

    def watch(frame: Any, event: str, called: Any) -> None:
        if event != "c_call" or getattr(called, "__name__", "") in reads:
            return
        owner = getattr(called, "__self__", None)
        method = owner is not None and not isinstance(owner, types.ModuleType)
        home = type(owner).__module__ if method else getattr(called, "__module__", "")
        if home in ("posix", "nt", "io", "_io", "mmap", "sqlite3"):
            seen.append(called.__name__)
            if len(seen) == step:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    raised = False
    for root in roots:
        sys.setprofile(watch)
        try:
            function(root, *args)
        except BaseException:
            raised = True
        finally:
            sys.setprofile(None)
    if counted:
        with open(counted, "w") as file:
            json.dump(seen, file)
    os._exit(raised)


@pytest.fixture
def second_name(reader: Fresh) -> Callable[[Path, Path], None]:
    """Gives a file a second name: whoever has it by that name goes on seeing what was in it, whatever takes its place."""
    return lambda path, other: run_in(reader, _link, str(path), str(other))


def _link(path: str, other: str) -> None:
    import os

    os.link(path, other)


# Exercise 2: a gate.


class Clock:
    """A clock, in seconds, that only goes on when a model works."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Planned:
    """A model whose answers, and the time that each takes, were planned for each row; it knows a row by its distance."""

    def __init__(self, X: pd.DataFrame, answers: Any, ms: Any, clock: Clock, **how: Any) -> None:
        self.feature_names_in_ = np.array(how.get("columns", list(X.columns)), dtype=object)
        self._answers = dict(zip(X["distance_km"].tolist(), zip(answers, ms, strict=True), strict=True))
        self._clock, self._raises, self._cut, self._fill = clock, how.get("fails"), how.get("cut", 0), how.get("fill")

    def predict(self, X: Any) -> Any:
        if self._raises:
            raise RuntimeError(self._raises)
        keys = X["distance_km"].tolist() if hasattr(X, "columns") else [row[0] for row in np.asarray(X).tolist()]
        told = [self._answers[key] for key in keys]
        self._clock.now += sum(ms for _, ms in told) / 1000
        answers = [answer for answer, _ in told]
        if self._fill is not None and len(answers) > 3:
            return np.array([*answers[:-1], self._fill], dtype=object)
        return np.array(answers[: len(answers) - self._cut if len(answers) > 3 else None])


@dataclass(frozen=True)
class Told:
    """A decision, as plain data."""

    passed: bool | None
    reasons: dict[str, Any]


@dataclass
class Gate:
    """Orders in districts, and the limits of a gate; ``decide`` asks the student about a candidate with planned faults."""

    student: Student
    rng: np.random.Generator
    sizes: dict[str, int]
    limits: dict[str, float]
    X: pd.DataFrame = field(init=False)
    y: np.ndarray = field(init=False)
    groups: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        names = [name for name, size in self.sizes.items() for _ in range(size)]
        self.groups = self.rng.permutation(np.array(names))
        self.X = make_orders(len(names), seed=self.rng)[FEATURES]
        self.y = self.rng.random(len(names)) < 0.3

    def wrong(self, mistakes: dict[str, int]) -> np.ndarray:
        """Answers with so many mistakes in each district."""
        answers = self.y.copy()
        for name, count in mistakes.items():
            rows = self.rng.choice(np.flatnonzero(self.groups == name), size=count, replace=False)
            answers[rows] = ~answers[rows]
        return answers

    def times(self, slow: int = 0) -> np.ndarray:
        """Milliseconds for each row: well within the limit, but for so many of the first hundred, which are beyond it."""
        ms = self.rng.uniform(0.2, 0.4, size=len(self.y)) * self.limits["max_ms"]
        rows = self.rng.choice(100, size=slow, replace=False)
        ms[rows] = self.limits["max_ms"] * self.rng.uniform(2.00, 2.06, size=slow)
        return ms

    def accuracy(self, mistakes: dict[str, int], name: str | None = None) -> float:
        """Overall, or in one district."""
        if name:
            return 1 - mistakes.get(name, 0) / self.sizes[name]
        return 1 - sum(mistakes.values()) / len(self.y)

    def decide(self, candidate: dict[str, int], baseline: dict[str, int], slow: int = 0, **how: Any) -> Told:
        clock = Clock()
        models = [
            Planned(self.X, self.wrong(candidate), self.times(slow), clock, **how),
            Planned(self.X, self.wrong(baseline), self.times(), clock),
        ]
        data = SimpleNamespace(X=self.X, y=self.y, groups=self.groups, clock=clock, **self.limits)
        decision = self.student.gate(*models, data)
        assert isinstance(decision, Handle)
        passed, reasons = as_list(run_in(decision, _tell, decision))
        return Told(passed, reasons)


def _tell(decision: Any) -> list[Any]:
    import numpy

    def plain(thing: Any) -> Any:
        if isinstance(thing, dict):
            return {str(name): plain(value) for name, value in thing.items()}
        return float(thing) if isinstance(thing, int | float | numpy.number) else str(thing)

    passed = bool(decision.passed) if isinstance(decision.passed, bool | numpy.bool_) else None
    return [passed, plain(dict(decision.reasons))]


@pytest.fixture
def gate(student: Student, rng: np.random.Generator) -> Gate:
    names = rng.permutation(["centre", "north", "harbour", "airport", "campus", "old town"]).tolist()
    sizes = [
        int(size) for size in (rng.integers(180, 240), rng.integers(90, 130), rng.integers(50, 70), rng.integers(6, 12))
    ]
    limits: dict[str, float] = {"min_rows": 30, "max_ms": float(rng.uniform(5, 80))}
    limits["max_loss"] = float(rng.uniform(0.015, 0.03))
    limits["max_group_loss"] = float(rng.uniform(0.08, 0.12))
    return Gate(student, rng, dict(zip(names, sizes, strict=False)), limits)


# Exercise 3: a canary.


@dataclass(frozen=True)
class Walks:
    """Many canaries, each asked after every ``STEP`` orders, until it decided or there were no more orders."""

    promoted: float
    rolled_back: float
    orders: float
    """How many orders it took on average, those that never decided counted whole."""


STEP, PATHS = 10, 1500


@dataclass(frozen=True)
class Rates:
    """A canary's task, and the orders that a test which looks only once would need for it."""

    p0: float
    p1: float
    alpha: float
    beta: float

    @property
    def single_look(self) -> float:
        from scipy.stats import norm

        spread = norm.isf(self.alpha) * math.sqrt(self.p0 * (1 - self.p0))
        spread += norm.isf(self.beta) * math.sqrt(self.p1 * (1 - self.p1))
        return (spread / (self.p1 - self.p0)) ** 2


@pytest.fixture
def rates(rng: np.random.Generator) -> Callable[[float, float], Rates]:
    """A task with these two budgets, and failure rates that nobody knows beforehand."""

    def drawn(alpha: float, beta: float) -> Rates:
        p0 = float(rng.uniform(0.06, 0.12))
        return Rates(p0, p0 + float(rng.uniform(0.06, 0.08)), alpha, beta)

    return drawn


@pytest.fixture
def walk(student: Student, rng: np.random.Generator) -> Callable[[Rates, float], Walks]:
    """What the student's canary does with models that fail at this rate. The judge draws the orders and keeps them: the
    student's process is asked about counts, in no order."""

    def walked(task: Rates, rate: float) -> Walks:
        orders = np.arange(STEP, int(5 * task.single_look) + STEP, STEP)
        failures = np.cumsum(rng.binomial(STEP, rate, size=(PATHS, len(orders))), axis=1)
        looks = np.broadcast_to(np.arange(len(orders)), failures.shape)
        keys = looks * (orders[-1] + 1) + failures
        asked, place = np.unique(keys, return_inverse=True)
        pairs = [[int(key % (orders[-1] + 1)), int(orders[key // (orders[-1] + 1)])] for key in asked]
        told = _ask(student, task, pairs)
        decisions = np.array([CODES.get(one, 0) for one in told])[place.reshape(failures.shape)]
        decided = (decisions != 0).any(axis=1)
        first = (decisions != 0).argmax(axis=1)
        last = np.where(decided, decisions[np.arange(PATHS), first], 0)
        took = np.where(decided, orders[first], orders[-1])
        return Walks(float(np.mean(last == 1)), float(np.mean(last == -1)), float(took.mean()))

    return walked


@pytest.fixture
def tells_them_apart(walk: Callable[[Rates, float], Walks]) -> Callable[[Rates], bool]:
    """Whether most good models are promoted and most bad ones rolled back: no budget is kept by always saying the same."""
    return lambda task: walk(task, task.p0).promoted > 0.5 and walk(task, task.p1).rolled_back > 0.5


CODES = {"promote": 1, "roll back": -1, "go on": 0}


@pytest.fixture
def ask(student: Student) -> Callable[[Rates, list[list[int]]], list[Any]]:
    """The decisions for pairs of failures and orders."""
    return lambda task, pairs: _ask(student, task, pairs)


def _ask(student: Student, task: Rates, pairs: list[list[int]]) -> list[Any]:
    rates = [task.p0, task.p1, task.alpha, task.beta]
    told = as_list(run_in(student, _decisions, student["canary"], pairs, rates))
    assert len(told) == len(pairs)
    assert all(one in CODES for one in told), f"a decision is one of {', '.join(CODES)}"
    return told


def _decisions(canary: Callable[..., Any], pairs: list[list[int]], rates: list[float]) -> list[str]:
    told = (canary(failures, orders, *rates) for failures, orders in pairs)
    return [str.__str__(one) if isinstance(one, str) else repr(type(one)) for one in told]


# Exercise 4: a pipeline for AWS, and what its build does.


@dataclass(frozen=True)
class Parts:
    """What a pipeline is made of; nobody knows the names beforehand."""

    names: dict[str, str]
    python: str
    program: str
    model: str
    package: str


@pytest.fixture
def parts(rng: np.random.Generator, kept: dict[str, Any]) -> Parts:
    if "parts" not in kept:
        numbers = [str(number) for number in rng.integers(1000, 9999, size=9)]
        account = "".join(str(digit) for digit in rng.integers(1, 9, size=12))
        names = {
            "name": f"late-orders-{numbers[0]}",
            "role": f"arn:aws:iam::{account}:role/pipeline-{numbers[1]}",
            "store": f"late-orders-artifacts-{numbers[2]}",
            "connection": f"arn:aws:codeconnections:eu-west-1:{account}:connection/{numbers[3]}-{numbers[4]}",
            "repository": f"deliveries/late-orders-{numbers[5]}",
            "branch": f"release-{numbers[6]}",
            "project": f"build-late-orders-{numbers[7]}",
            "target": f"late-orders-production-{numbers[8]}",
        }
        python = str(rng.choice(["3.11", "3.12", "3.13", "3.14"]))
        kept["parts"] = Parts(names, python, f"make_{numbers[0]}.py", f"model-{numbers[1]}.json", f"scales_{numbers[2]}")
    return kept["parts"]


@pytest.fixture
def definition(student: Student, parts: Parts, kept: dict[str, Any]) -> dict[str, Any]:
    """The student's pipeline, as plain data."""
    if "definition" not in kept:
        answer = student.pipeline_definition(dict(parts.names))
        assert isinstance(answer, dict)
        kept["definition"] = answer
    return kept["definition"]


@pytest.fixture
def actions(definition: dict[str, Any]) -> list[dict[str, Any]]:
    """The action of each stage, which has one."""
    actions = []
    for stage in definition["stages"]:
        (action,) = stage["actions"]
        actions.append(action)
    return actions


@pytest.fixture
def created(definition: dict[str, Any], parts: Parts, reader: Fresh) -> dict[str, Any]:
    """What boto3 says of the pipeline, once it has been created in an account that moto makes up."""
    return run_in(reader, _create, json.dumps(definition), parts.names["role"], parts.names["name"])


def _create(definition: str, role: str, name: str) -> dict[str, Any]:
    import json
    import os

    account = role.split(":")[4]
    os.environ["MOTO_ACCOUNT_ID"] = account

    import boto3
    import moto

    keys = {"region_name": "eu-west-1", "aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    trust = {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    with moto.mock_aws():
        boto3.client("iam", **keys).create_role(RoleName=role.split("/")[1], AssumeRolePolicyDocument=document)
        client = boto3.client("codepipeline", **keys)
        client.create_pipeline(pipeline=json.loads(definition))
        pipeline = client.get_pipeline(name=name)["pipeline"]
    return {"version": pipeline["version"], "stages": [stage["name"] for stage in pipeline["stages"]]}


@dataclass(frozen=True)
class Built:
    """How a build ended: whether it succeeded, whether the model was made, and the artifact's files."""

    succeeded: bool
    model: bool
    artifact: set[str]


@pytest.fixture
def spec_text(student: Student, parts: Parts, kept: dict[str, Any]) -> str:
    """The student's buildspec."""
    if "buildspec" not in kept:
        kept["buildspec"] = as_text(student.buildspec(parts.python, parts.program, parts.model))
    return kept["buildspec"]


@pytest.fixture
def read_spec(reader: Fresh) -> Callable[[Any], Any]:
    """Reads a buildspec."""
    return lambda text: json.loads(as_text(run_in(reader, _read_yaml, as_text(text))))


@pytest.fixture
def spec(spec_text: str, read_spec: Callable[[Any], Any]) -> Any:
    """The student's buildspec, read."""
    return read_spec(spec_text)


def _read_yaml(text: str) -> str:
    import json

    import yaml

    return json.dumps(yaml.safe_load(text))


@pytest.fixture
def builds(parts: Parts, spec_text: str, fresh: Fresh, kept: dict[str, Any]) -> dict[str, Built]:
    """What the build does where the tests pass, where one fails, and where the program fails."""
    if "builds" not in kept:
        cases = {name: _sources(parts, name) for name in ("passes", "test fails", "program fails")}
        running = run_in(fresh, _start_builds, spec_text, parts.python, parts.package, cases)
        told = next(filter(None, (as_list(run_in(fresh, _ended, running, parts.model, left)) for left in range(7, -1, -1))))
        kept["builds"] = {
            name: Built(one[0] is True, one[1] is True, {str(file) for file in one[2]})
            for name, one in zip(cases, told, strict=True)
        }
    return kept["builds"]


def _sources(parts: Parts, case: str) -> dict[str, str]:
    """A repository whose tests and program need a package that its build has to install."""
    holds = "len(late([50, 20])) == 1" if case != "test fails" else "len(late([50, 20])) == 2"
    ends = "raise SystemExit('no orders to learn from')" if case == "program fails" else ""
    program = f"import {parts.package}\n{ends}\nopen({parts.model!r}, 'w').write('{{}}')\n"
    tests = f"import {parts.package}\n\n\ndef late(minutes):\n    return [m for m in minutes if m > 40]\n\n\n"
    tests += f"def test_late_orders_are_found():\n    assert {holds}\n"
    return {
        parts.program: program,
        "requirements.txt": f"{parts.package}==1.0\n",
        "tests/test_orders.py": tests,
        "README.md": "# Late orders\n",
        "notes.txt": "ask the kitchen\n",
    }


def _start_builds(text: str, python: str, package: str, cases: dict[str, dict[str, str]]) -> Any:
    """Start the phases of a buildspec in each repository, all at the same time."""
    import pathlib
    import shutil
    import subprocess
    import sys
    import tempfile
    import types

    import yaml

    shell = shutil.which("sh")
    if not shell:
        raise RuntimeError("the commands of a buildspec need sh; run this on Linux, macOS or WSL")
    spec = yaml.safe_load(text)
    script = _script(spec["phases"])
    started = []
    for files in cases.values():
        root = pathlib.Path(tempfile.mkdtemp())
        _stand_ins(root, python, package, sys.executable)
        for name, content in files.items():
            path = root / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        env = {"PATH": f"{root}/bin:/usr/bin:/bin", "HOME": str(root), "CODEBUILD_SRC_DIR": f"{root}/src"}
        env |= {"PYTHONPATH": f"{root}/site", "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        nothing = subprocess.DEVNULL
        command = [shell, "-c", script]
        process = subprocess.Popen(command, cwd=root / "src", env=env, stdin=nothing, stdout=nothing, stderr=nothing)
        started.append((root, process))
    return types.SimpleNamespace(artifacts=spec.get("artifacts") or {}, started=started)


def _ended(running: Any, model: str, left: int) -> list[Any]:
    """How each build ended, or nothing if after four seconds one still runs; it is killed where no more such calls are left."""
    import os
    import subprocess
    import time

    end = time.monotonic() + 4
    for _, process in running.started:
        try:
            process.wait(max(0.05, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            if left:
                return []
            process.kill()
            process.wait()
    return [
        [process.returncode == 0, os.path.exists(root / "src" / model), _artifact(running.artifacts, root / "src")]
        for root, process in running.started
    ]


def _script(phases: dict[str, Any]) -> str:
    """The phases as CodeBuild goes through them: a phase ends at the first command that fails; after install or pre_build
    that is the end of the build, but after build comes post_build all the same, unless on-failure says ABORT."""
    import shlex

    lines = ["export CODEBUILD_BUILD_SUCCEEDING=1", "goes_on=1"]
    for name in ("install", "pre_build", "build", "post_build"):
        phase = phases.get(name) or {}
        commands = " && ".join(f"eval {shlex.quote(command)}" for command in phase.get("commands") or [":"])
        after = " ; ".join(f"eval {shlex.quote(command)}" for command in phase.get("finally") or [":"])
        stops = phase.get("on-failure") != "CONTINUE" and (name != "build" or phase.get("on-failure") == "ABORT")
        lines.append(f"if [ $goes_on = 1 ]; then ok=1; {{ {commands}; }} || ok=0; {after}")
        lines.append(f"if [ $ok = 0 ]; then CODEBUILD_BUILD_SUCCEEDING=0; {'goes_on=0' if stops else ':'}; fi; fi")
    return "\n".join([*lines, '[ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ]'])


def _stand_ins(root: Any, python: str, package: str, real: str) -> None:
    """Commands that a build machine has: this Python by its names, and a pip that needs no network."""
    (root / "bin").mkdir()
    (root / "site").mkdir()
    installs = f"""import pathlib, re, sys
words = sys.argv[1:]
lines = [word for word in words if not word.startswith("-")]
for option, name in zip(words, words[1:]):
    if option in ("-r", "--requirement"):
        lines += pathlib.Path(name).read_text().splitlines()
lines += [line for word in words if word.startswith(("-r", "--requirement=")) and word not in ("-r", "--requirement")
          for line in pathlib.Path(re.sub("^(-r|--requirement=)", "", word)).read_text().splitlines()]
if "install" in words and any(re.split("[=<>~! ]", line)[0].strip() == {package!r} for line in lines):
    pathlib.Path({str(root / "site")!r}, {package + ".py"!r}).write_text("")
"""
    (root / "pip.py").write_text(installs)
    pip = f'exec "{real}" -I "{root}/pip.py" "$@"'
    own = f'if [ "$1" = -m ] && [ "$2" = pip ]; then shift 2; {pip}; fi\nexec "{real}" "$@"'
    scripts = {name: own for name in ("python", "python3", f"python{python}")}
    scripts |= {name: pip for name in ("pip", "pip3")}
    scripts |= {name: f'exec "{real}" -m pytest "$@"' for name in ("pytest", "py.test")}
    for name, line in scripts.items():
        (root / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (root / "bin" / name).chmod(0o755)


def _artifact(wanted: dict[str, Any], source: Any) -> list[str]:
    """The names of the files that the build would hand on."""
    base = source / str(wanted.get("base-directory", "."))
    found = {path for pattern in wanted.get("files") or [] for path in base.glob(str(pattern)) if path.is_file()}
    short = str(wanted.get("discard-paths", "no")).lower() in ("yes", "true")
    return sorted(path.name if short else path.relative_to(base).as_posix() for path in found)
