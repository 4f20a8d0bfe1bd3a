"""What the checks of this lesson share: real HTTP workers in a clean process, a queue simulated request by request, a day
with its replicas, and markets whose cheapest plan is known.

Sources: J. D. C. Little, "A proof for the queuing formula L = λW" (1961); D. Karger and others, "Consistent hashing and
random trees" (STOC 1997); S. Halfin and W. Whitt, "Heavy-traffic limits for queues with many exponential servers" (1981), for
machines that grow with the load and its square root.
"""

from __future__ import annotations

import heapq
import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import cloudpickle
import numpy as np
import pytest

from grader.judging.api import Fresh, Handle, Student, as_list, as_number, as_text, run_in

cloudpickle.register_pickle_by_value(sys.modules[__name__])


# Workers. They live in a clean process, next to the student's and in the same network, and run no code of a student's.


class Backend:
    """A worker: an HTTP server in a thread, at an address of its own that it keeps when it comes back.

    What becomes of a request is its ``mood``: ``well`` answers with ``status``, ``silent`` and ``halfway`` die before or in the
    middle of the answer, ``hangs`` keeps silent for 5 s, ``waits`` answers once the others have answered so many.
    """

    def __init__(self, secret: str) -> None:
        import threading

        self.secret, self.mood, self.status, self.port = secret, "well", 200, 0
        self.served: list[str] = []
        self.asked: list[str] = []
        self.gate: Gate | None = None
        self.abandoned = threading.Event()
        self.revive()

    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def revive(self) -> None:
        import threading
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

        backend = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                backend.answer(self)

            def log_message(self, *_: object) -> None:
                """Nothing: nobody reads it."""

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Answers)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def kill(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def become(self, mood: str, status: int) -> None:
        self.mood, self.status = mood, status

    def told(self, attribute: str) -> list[str]:
        return list(getattr(self, attribute))

    def was_abandoned(self) -> bool:
        """Whether who asked hung up before it would have answered."""
        return self.abandoned.wait(5)

    def answer(self, request: Any) -> None:
        import hashlib
        import threading
        from contextlib import suppress

        path = request.path
        self.asked.append(path)
        if self.mood == "hangs":
            request.connection.settimeout(5)
            with suppress(TimeoutError):
                request.connection.recv(1)  # returns at once when who asked hangs up
                self.abandoned.set()
        if self.mood in ("silent", "halfway"):
            threading.Thread(target=self.kill, daemon=True).start()
        if self.mood in ("silent", "hangs"):
            return
        if self.mood == "waits":
            self.gate.hold()
        body = hashlib.sha256(f"{self.secret}{path}".encode()).hexdigest().encode()
        request.send_response(self.status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if self.mood != "halfway":
            self.served.append(path)
        if self.gate and self.mood == "well":
            self.gate.count()
        request.wfile.write(body[:9] if self.mood == "halfway" else body)


class Gate:
    """Opens when it has counted ``left``, and knows how many it has held up."""

    def __init__(self, left: int) -> None:
        import threading

        self.left, self.held, self.event, self.lock = left, 0, threading.Event(), threading.Lock()

    def count(self) -> None:
        with self.lock:
            self.left -= 1
        if self.left <= 0:
            self.event.set()

    def hold(self) -> None:
        """Wait until it opens. It opens by itself after a while."""
        with self.lock:
            self.held += not self.event.is_set()
        self.event.wait(4)
        self.event.set()


def _start_backends(secret: str, count: int) -> list[Backend]:
    return [Backend(secret) for _ in range(count)]


def _share_a_gate(backends: list[Backend], left: int) -> Gate:
    gate = Gate(left)
    for backend in backends:
        backend.gate = gate
    return gate


# What a check does in the student's process.


def _make_workers(worker: Any, addresses: list[str]) -> list[Any]:
    import os

    os.environ["no_proxy"] = "127.0.0.1"
    return [worker(address) for address in addresses]


def _forward(workers: list[Any], balancer: Any, forward: Any, paths: list[str], timeout: float, at_once: int) -> list[Any]:
    from concurrent.futures import ThreadPoolExecutor

    def one(path: str) -> Any:
        status, body = forward(path, workers, balancer, timeout)
        return [int(status), body if isinstance(body, str) else bytes(body).decode()]

    if at_once == 1:
        return [one(path) for path in paths]
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, paths))


def _state(workers: list[Any]) -> list[Any]:
    return [[bool(worker.healthy), int(worker.active)] for worker in workers]


def _choices(worker: Any, balancer: Any, steps: list[list[list[Any]]]) -> list[int]:
    """Where in the list the chosen ones stand; step by step, the list as it is then."""
    workers: list[Any] = []
    chosen = []
    for step in steps:
        while len(workers) < len(step):
            workers.append(worker(f"127.0.0.1:{len(workers)}"))
        shown = workers[: len(step)]
        for one, (healthy, active) in zip(shown, step, strict=True):
            one.healthy, one.active = healthy, active
        answer = balancer.choose(shown)
        chosen.append(next((place for place, one in enumerate(shown) if one is answer), -1))
    return chosen


@pytest.fixture
def choices(student: Student) -> Callable[..., list[int]]:
    """``choices("RoundRobin", steps)``: whom a new balancer chooses, when each step tells who is healthy and how busy."""
    return lambda balancer, steps: as_list(run_in(student, _choices, student["Worker"], getattr(student, balancer)(), steps))


@dataclass(frozen=True)
class Fleet:
    """Workers in a clean process, and the student's list of them."""

    student: Student
    backends: list[Handle]
    secret: str
    workers: list[Handle]

    def requests(self, rng: np.random.Generator, count: int) -> list[str]:
        return [f"/predict?order={number}" for number in rng.choice(10**9, size=count, replace=False)]

    def send(self, balancer: Any, paths: list[str], *, timeout: float = 5.0, at_once: int = 1) -> list[Any]:
        """What ``forward`` gives for each of the requests."""
        arguments = self.workers, balancer, self.student["forward"], paths, timeout, at_once
        return as_list(run_in(self.student, _forward, *arguments))

    def answers(self, paths: list[str], status: int = 200) -> list[Any]:
        """What workers answer to these requests."""
        import hashlib

        return [[status, hashlib.sha256(f"{self.secret}{path}".encode()).hexdigest()] for path in paths]

    def check_health(self, timeout: float = 5.0) -> None:
        self.student.check_health(self.workers, timeout)

    def healthy(self) -> list[bool]:
        return [state[0] for state in run_in(self.student, _state, self.workers)]

    def active(self) -> list[int]:
        return [state[1] for state in run_in(self.student, _state, self.workers)]

    def told(self, attribute: str) -> list[list[str]]:
        return [as_list(backend.told(attribute)) for backend in self.backends]

    def counts(self, paths: list[str]) -> list[int]:
        """How many of these requests each worker has answered."""
        wanted = set(paths)
        return [sum(path in wanted for path in served) for served in self.told("served")]

    def kill(self, number: int) -> None:
        self.backends[number].kill()

    def revive(self, number: int) -> None:
        self.backends[number].revive()

    def mood(self, number: int, mood: str, status: int = 200) -> None:
        self.backends[number].become(mood, status)

    def gate(self, left: int) -> Handle:
        """Holds up the requests of those that wait until so many others are answered; its ``held`` counts them."""
        return run_in(self.backends[0], _share_a_gate, self.backends, left)


@pytest.fixture(scope="session")
def kept() -> list[Fresh]:
    """The clean process that all checks of a judging share, once there is one."""
    return []


@pytest.fixture
def fleet(student: Student, kept: list[Fresh], request: pytest.FixtureRequest, rng: np.random.Generator) -> Fleet:
    """Three workers, alive and well."""
    worker = student["Worker"]  # before anything is started: there may be none
    if not kept:
        kept.append(request.getfixturevalue("fresh"))
    secret = rng.bytes(16).hex()
    backends = as_list(run_in(kept[0], _start_backends, secret, 3))
    addresses = [as_text(backend.address()) for backend in backends]
    return Fleet(student, backends, secret, as_list(run_in(student, _make_workers, worker, addresses)))


# The ring.


def shares(owners: list[str], nodes: list[str]) -> list[float]:
    """What each node owns, as a multiple of an equal share."""
    counts = Counter(owners)
    return [counts[node] * len(nodes) / len(owners) for node in nodes]


def _owners(ring: Any, keys: list[str]) -> list[str]:
    return [str(ring.owner(key)) for key in keys]


@pytest.fixture
def owners(student: Student) -> Callable[..., list[str]]:
    """``owners(nodes, keys)``: whose each key is, on a new ring."""

    def ask(nodes: list[str], keys: list[str], points: int = 200) -> list[str]:
        ring = student.Ring(nodes, points)
        return [as_text(owner) for owner in as_list(run_in(student, _owners, ring, keys))]

    return ask


@pytest.fixture
def names(rng: np.random.Generator) -> Callable[[str, int], list[str]]:
    """Different names that nobody has seen before."""
    return lambda kind, count: [f"{kind} {number}" for number in rng.choice(10**9, size=count, replace=False)]


# Replicas over a day.


@dataclass(frozen=True)
class Day:
    """A day of traffic: for each minute the requests per second, and which pods' metrics get lost."""

    demand: list[float]
    lost: list[list[bool]]
    served: float
    lag: int

    @classmethod
    def draw(cls, rng: np.random.Generator) -> Day:
        hour = np.arange(24 * 60) / 60
        lunch, dinner = rng.uniform(12.5, 14.5), rng.uniform(19.5, 21.5)
        usual = 3 + 16 * np.exp(-(((hour - lunch) / 1.2) ** 2)) + 34 * np.exp(-(((hour - dinner) / 1.5) ** 2))
        demand = usual * np.clip(rng.normal(1, 0.15, hour.size), 0.5, 1.5)
        lost = rng.random((hour.size, 20)) < 0.03
        lost[:, 0] = False
        return cls(demand.tolist(), lost.tolist(), float(rng.uniform(4.5, 5.5)), int(rng.integers(2, 4)))


def with_hindsight(day: Day) -> list[int]:
    """Replicas for the busiest of the last six minutes, at 70 % each: what nobody can know who only sees how busy pods are."""
    busiest = [max(day.demand[max(0, minute - 5) : minute + 1]) for minute in range(len(day.demand))]
    return [min(max(math.ceil(demand / day.served / 0.7), 2), 20) for demand in busiest]


def live(day: Day, desired: Callable[..., int], steady: Callable[..., int]) -> list[int]:
    """Replicas that are paid, minute by minute, under these two functions."""
    born, said, paid = [-9, -9], [], []
    for minute, demand in enumerate(day.demand):
        ready = [minute - birth >= day.lag for birth in born]
        usage = min(100.0, 100 * demand / (day.served * sum(ready)))
        pods = [usage if up and not gone else None for up, gone in zip(ready, day.lost[minute], strict=False)]
        said.append((60 * minute, int(desired(len(born), [(pods, 70)], 2, 20, 0.1))))
        paid.append(min(max(int(steady(said[-60:], 60 * minute, 300)), 1), 20))
        born = _follow(born, paid[-1], minute)
    return paid


def _follow(born: list[int], replicas: int, minute: int) -> list[int]:
    """When each replica was born: the youngest go first, and new ones begin now."""
    return born[:replicas] + [minute] * (replicas - len(born))


@dataclass(frozen=True)
class Story:
    """What a day came to: how often the number of replicas changed, minutes short of capacity, hours paid."""

    changes: int
    short: int
    hours: float

    @classmethod
    def of(cls, day: Day, paid: list[int]) -> Story:
        born, short = [-9, -9], 0
        for minute, (demand, replicas) in enumerate(zip(day.demand, paid, strict=True)):
            short += demand > day.served * sum(minute - birth >= day.lag for birth in born)
            born = _follow(born, replicas, minute)
        return cls(int(np.count_nonzero(np.diff(paid))), short, sum(paid) / 60)


# The queue.


@dataclass(frozen=True)
class Queue:
    """What a simulation of a queue with Poisson arrivals and exponential services saw."""

    waited: float
    waits: np.ndarray
    inside: float


def simulate(rng: np.random.Generator, arrivals: float, served: float, replicas: int, requests: int = 60_000) -> Queue:
    """Request by request, in order of arrival, each to the replica that is free first. ``inside`` is counted at random
    moments, not computed from the waits: it owes nothing to Little's law."""
    comes = np.cumsum(rng.exponential(1 / arrivals, requests))
    takes = rng.exponential(1 / served, requests)
    free = [0.0] * replicas
    waits = np.empty(requests)
    for i, moment in enumerate(comes):
        begins = max(moment, free[0])
        waits[i] = begins - moment
        heapq.heapreplace(free, begins + takes[i])
    moments = rng.uniform(comes[requests // 20], comes[-1], 20_000)
    leaves = np.sort(comes + waits + takes)
    inside = np.searchsorted(comes, moments) - np.searchsorted(leaves, moments)
    return Queue(float(np.mean(waits > 0)), waits, float(inside.mean()))


# What a plan costs.


@dataclass(frozen=True)
class Market:
    """A day, the machines that are for sale, and how careful ``needed`` is; where it is known, what the cheapest plan costs.

    How many machines an hour needs is not Erlang's to say here: to the load is added ``spare`` times its square root.
    """

    demand: list[float]
    machines: list[dict[str, Any]]
    extras: dict[str, int]
    spare: float = 0.9
    least: int = 0

    def needed(self, arrivals: float, served: float) -> int:
        load = float(arrivals) / float(served)
        return math.ceil(load + self.spare * math.sqrt(load))

    def ask(self, student: Student) -> dict[str, Any]:
        """The student's plan, as plain data; its parts are of the kind that their names say."""
        plan = student.cheapest_plan(self.demand, self.machines, self.extras, self.needed)
        if isinstance(plan, Handle):
            plan = run_in(plan, dict, plan)
        return {
            "strategy": as_text(plan["strategy"]),
            "machine": as_text(plan["machine"]),
            "replicas": [as_number(replicas) for replicas in as_list(plan["replicas"])],
            "cost": as_number(plan["cost"]),
        }

    def fee(self, strategy: str) -> int:
        fees = {"vertical": 0, "horizontal": self.extras["balancer"], "auto": sum(self.extras.values())}
        return fees[strategy] * len(self.demand)


def draw_market(rng: np.random.Generator, kind: str) -> Market:
    """A market in which the strategy ``kind`` wins with one of the machines. Nothing is searched for: the others cost more for
    what they do, at each of the day's two levels, than that machine and a balancer."""
    quiet, busy, hours = {
        "vertical": (0.2, 0.2, 0),
        "horizontal": (2.5, 2.5, 0),
        "auto": (0.3, 6.0, int(rng.integers(2, 6))),
    }[kind]
    served, price = round(float(rng.uniform(4, 8)), 2), int(rng.integers(20, 40))
    extras = {"balancer": int(rng.integers(3, 7)), "autoscaler": int(rng.integers(1, 4))}
    levels = [round(served * level * float(rng.uniform(0.8, 1.2)), 3) for level in ([quiet, busy] if hours else [busy])]
    demand = np.roll(np.repeat(levels, [24 - hours, hours] if hours else [24]), rng.integers(24)).tolist()
    day = Market(demand, [], extras)
    few, many = (day.needed(level, served) for level in (levels[0], levels[-1]))
    machines = [{"name": "", "served": served, "price": price}]
    for factor in (rng.uniform(0.4, 0.7), rng.uniform(1.5, 3)):
        other = round(served * float(factor), 2)
        worth = max(price * day.needed(level, served) / day.needed(level, other) for level in levels)
        machines.append({"name": "", "served": other, "price": int(worth) + int(rng.integers(8, 13))})
    for machine, number in zip(machines, rng.permutation(9), strict=False):
        machine["name"] = f"m{number}"
    ahead = hours + 1 if hours else 0  # new machines are there an hour before they are needed
    least = price * (many * ahead + few * (24 - ahead)) + day.fee(kind)
    return Market(demand, [machines[place] for place in rng.permutation(3)], extras, least=least)


@pytest.fixture
def market(rng: np.random.Generator) -> Callable[[str], Market]:
    return lambda kind: draw_market(rng, kind)


@pytest.fixture
def own() -> ModuleType:
    """The functions of this module: a check module imports no conftest."""
    return sys.modules[__name__]
