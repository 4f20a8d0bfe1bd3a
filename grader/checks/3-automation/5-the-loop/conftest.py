"""What the checks of this lesson share: tools that follow a script in a process of their own, and evenings nobody has seen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import cloudpickle
import numpy as np
import pytest

from grader.judging.api import Fresh, Handle, Student, as_list, as_number, as_text, run_in
from grader.rollouts import IN_TIME, Evening, alarm, record

cloudpickle.register_pickle_by_value(sys.modules[__name__])

TOOLS = ["run_tests", "train", "gate", "better", "canary", "deploy"]


# The tools. They live in a clean process, next to the student's and in the same network: what was called, in which order,
# and which model serves at the end is noted there.


@dataclass
class Script:
    """What the tools will answer.

    ``tests``: whether a commit's tests pass · ``models``: what comes out of each training, one after another: the digest and
    the verdicts on it · ``breaks``: how often each tool fails before it works · ``hold``: a tool whose first call takes long.
    """

    champion: str
    tests: dict[str, bool] = field(default_factory=dict)
    models: list[dict[str, Any]] = field(default_factory=list)
    breaks: dict[str, int] = field(default_factory=dict)
    hold: str = ""


class Workshop:
    """The six tools as an HTTP server, and what became of them."""

    def __init__(self, script: Script) -> None:
        import threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        workshop = self
        self.script, self.calls = script, []
        self.traffic = {script.champion: 1.0}
        self.trained = 0
        self.entered, self.released, self.lock = threading.Event(), threading.Event(), threading.Lock()

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                import json

                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                try:
                    status, answer = 200, workshop.answer(*asked)
                except Exception as error:
                    status, answer = 500, str(error)
                data = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing: nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def address(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def noted(self) -> list[Any]:
        return [list(call) for call in self.calls]

    def shares(self) -> dict[str, float]:
        return dict(self.traffic)

    def wait_until_held(self) -> bool:
        return self.entered.wait(5)

    def release(self) -> None:
        self.released.set()

    def answer(self, tool: str, *args: str) -> Any:
        with self.lock:
            self.calls.append((tool, *args))
            first = tool == self.script.hold and not self.entered.is_set()
            if self.entered.is_set():
                self.released.set()  # somebody else came in: no need to wait for them any longer
            if first:
                self.entered.set()
        if first:
            self.released.wait(8)
        with self.lock:
            return self.work(tool, *args)

    def work(self, tool: str, first: str, second: str = "") -> Any:
        if self.script.breaks.get(tool, 0):
            self.script.breaks[tool] -= 1
            raise RuntimeError(f"{tool} broke")
        if tool == "run_tests":
            return self.script.tests.get(first, False)
        if tool == "train":
            self.trained += 1
            return self.script.models[self.trained - 1]["digest"]
        if tool == "deploy":
            self.traffic = {first: 1.0}
            return None
        if tool == "canary":
            champion = max(self.traffic, key=self.traffic.__getitem__)
            self.traffic = {champion: 0.9, first: 0.1}
        verdicts = [model for model in self.script.models[: self.trained] if model["digest"] == first]
        return bool(verdicts and verdicts[0][tool])


def _open_workshop(script: Script) -> Workshop:
    return Workshop(script)


class Tools:
    """The tools as the student's process has them: each asks the workshop."""

    def __init__(self, address: str) -> None:
        self._address = address

    def _ask(self, tool: str, *args: Any) -> Any:
        import http.client
        import json

        connection = http.client.HTTPConnection(self._address, timeout=9)
        try:
            connection.request("POST", "/", json.dumps([tool, *map(str, args)]))
            answer = connection.getresponse()
            told = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(told)
        return told

    def run_tests(self, commit: Any) -> Any:
        return self._ask("run_tests", commit)

    def train(self, commit: Any) -> Any:
        return self._ask("train", commit)

    def gate(self, digest: Any) -> Any:
        return self._ask("gate", digest)

    def better(self, challenger: Any, champion: Any) -> Any:
        return self._ask("better", challenger, champion)

    def canary(self, digest: Any) -> Any:
        return self._ask("canary", digest)

    def deploy(self, digest: Any) -> None:
        self._ask("deploy", digest)


# What a check does in the student's process.


class Held:
    """Keeps the state where it is: a dictionary by itself would cross the pipe as a copy."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state


def _make_state(address: str, champion: str, code: str, max_drift: float) -> Held:
    import threading

    state: dict[str, Any] = {"champion": champion, "code": code, "max_drift": max_drift, "history": []}
    return Held(state | {"lock": threading.Lock(), "tools": Tools(address)})


def _start(run_cycle: Any, held: Held, event: dict[str, Any]) -> Any:
    """The call, begun in a thread of its own; where it ends, ``raised`` holds what it raised."""
    import threading

    raised: list[BaseException] = []

    def run() -> None:
        try:
            run_cycle(event, held.state)
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.raised = raised  # type: ignore[attr-defined]
    thread.start()
    return thread


def _join(threads: list[Any], seconds: float) -> bool:
    """Whether all have ended within so many seconds. Raises what one of them raised."""
    import time

    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    for thread in threads:
        if thread.raised:
            raise thread.raised[0]
    return not any(thread.is_alive() for thread in threads)


def _told(held: Held) -> list[Any]:
    state = held.state
    history = [[dict(entry["event"]), str(entry["outcome"])] for entry in state["history"]]
    return [str(state["champion"]), str(state["code"]), history]


@dataclass(frozen=True)
class Cycle:
    """One life of the loop: the workshop, and the state that the student's function changes."""

    student: Student
    workshop: Handle
    state: Handle

    def run(self, event: dict[str, Any]) -> None:
        """In a thread: a lock that is never freed must not keep the judge waiting."""
        thread = run_in(self.student, _start, self.student["run_cycle"], self.state, event)
        assert run_in(self.student, _join, [thread], 6.0) is True

    def run_two(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        """The second comes in while the first is inside the tool that takes long."""
        one = run_in(self.student, _start, self.student["run_cycle"], self.state, first)
        held = self.workshop.wait_until_held()
        if held is not True:
            run_in(self.student, _join, [one], 1.0)  # says so if it raised
            raise AssertionError
        two = run_in(self.student, _start, self.student["run_cycle"], self.state, second)
        run_in(self.student, _join, [two], 0.6)
        self.workshop.release()
        assert run_in(self.student, _join, [one, two], 8.0) is True

    def calls(self) -> list[Any]:
        return as_list(self.workshop.noted())

    def traffic(self) -> dict[str, float]:
        return {as_text(digest): as_number(share) for digest, share in self.workshop.shares().items()}

    def told(self) -> tuple[str, str, list[Any]]:
        """The champion, the code and the history, as the state says."""
        champion, code, history = as_list(run_in(self.student, _told, self.state))
        return as_text(champion), as_text(code), as_list(history)


@pytest.fixture(scope="session")
def kept() -> list[Fresh]:
    """The clean process that all checks of a judging share, once there is one."""
    return []


@pytest.fixture
def begin(student: Student, kept: list[Fresh], request: pytest.FixtureRequest) -> Iterator[Callable[..., Cycle]]:
    """``begin(script, code, max_drift)``: a new life of the loop."""
    opened: list[Handle] = []

    def start(script: Script, code: str, max_drift: float = 0.2) -> Cycle:
        student["run_cycle"]  # before anything is started: there may be none
        if not kept:
            kept.append(request.getfixturevalue("fresh"))
        workshop = run_in(kept[0], _open_workshop, script)
        opened.append(workshop)
        address = as_text(workshop.address())
        return Cycle(student, workshop, run_in(student, _make_state, address, script.champion, code, max_drift))

    yield start
    for workshop in opened:
        with suppress(Exception):  # a student's process may have taken everything with it
            workshop.close()


@pytest.fixture
def names(rng: np.random.Generator) -> Callable[[], str]:
    """A digest, or a commit, that nobody has seen before."""
    return lambda: rng.bytes(6).hex()


@pytest.fixture
def model(names: Callable[[], str]) -> Callable[..., dict[str, Any]]:
    """``model(gate=False)``: what a training gives, and the verdicts on it; good unless said otherwise."""
    return lambda **verdicts: {"digest": names(), "gate": True, "better": True, "canary": True} | verdicts


def commit(name: str) -> dict[str, Any]:
    return {"kind": "commit", "commit": name}


def drift(value: float) -> dict[str, Any]:
    return {"kind": "drift", "drift": value}


@pytest.fixture
def ours() -> ModuleType:
    """Scripts and events, from this module: a check module imports no conftest."""
    return sys.modules[__name__]


# The rule.


@pytest.fixture
def rule(student: Student) -> dict[str, str]:
    """The student's rule, as plain texts."""
    answer = student.post_mortem()
    told = run_in(answer, dict, answer) if isinstance(answer, Handle) else answer
    assert isinstance(told, dict)
    assert "expr" in told
    return {key: as_text(told[key]) for key in ("expr", "for") if key in told}


@pytest.fixture
def broken(rng: np.random.Generator) -> Callable[[], Evening]:
    """A rollout that went wrong, unlike any other."""

    def draw() -> Evening:
        old, new = (rng.bytes(2).hex() for _ in range(2))
        release, fault = int(rng.integers(25, 110)), float(rng.uniform(0.5, 0.9))
        return Evening(orders=float(rng.uniform(150, 300)), versions=(old, new), release=release, fault=fault)

    return draw


@pytest.fixture
def replay(rule: dict[str, str], rng: np.random.Generator) -> Callable[[Evening], int | None]:
    """When the student's rule would first have fired; an evening of the lesson has the lesson's orders."""

    def ask(evening: Evening, seed: int | None = None) -> int | None:
        return alarm(rule, record(evening, rng if seed is None else seed))

    return ask


@pytest.fixture
def in_time(replay: Callable[..., int | None]) -> Callable[..., bool]:
    """Whether the rule would have told of a broken rollout while the canary still had a tenth of the orders."""

    def ask(evening: Evening, seed: int | None = None) -> bool:
        fired = replay(evening, seed)
        return evening.release is not None and fired is not None and evening.release < fired <= evening.release + IN_TIME

    return ask
