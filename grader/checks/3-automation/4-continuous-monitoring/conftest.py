"""What the checks of this lesson share: a running server that is asked and scraped, samples
that drift, promtool on series that nobody has seen, and what a PromQL query is made of.

Sources: Prometheus' documentation, "Unit testing for rules" for promtool's series and "Histograms and summaries" for the
quantiles.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import cloudpickle
import numpy as np
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from grader.judging.api import Fresh, Handle, Student, as_list, as_number, as_text, attribute, program, run_in
from grader.processes import ending_with_us

cloudpickle.register_pickle_by_value(sys.modules[__name__])

OUTCOMES = ("ok", "rejected", "failed")
LIMIT_SECONDS = 0.3


@pytest.fixture
def own() -> ModuleType:
    """The functions of this module, for a check."""
    return sys.modules[__name__]


# Exercise 1: a server that is asked and scraped while it runs.


class Predictor:
    """What a server predicts with, in the student's process. An order says itself what becomes of it."""

    def __init__(self, secret: str) -> None:
        import threading

        self.secret, self.gate, self.inside = secret, threading.Event(), threading.Event()

    def __call__(self, order: Any) -> float:
        import time

        match order.get("then"):
            case "rejected":
                raise ValueError(f"{self.secret}: no such street: {order['customer']}")
            case "failed":
                raise KeyError(f"{self.secret}: {order['customer']}")
            case "waits":
                self.inside.set()
                self.gate.wait(8)
        time.sleep(order.get("takes", 0))
        if order.get("then") == "fails late":
            raise RuntimeError(f"{self.secret}: {order['customer']}")
        return 12 + 3.5 * order["distance_km"]

    def is_inside(self) -> bool:
        return self.inside.wait(5)

    def open_gate(self) -> None:
        self.gate.set()


def _stop(server: Any) -> None:
    """Without waiting for it: a server looks twice a second whether it is to stop."""
    import threading

    threading.Thread(target=lambda: (server.shutdown(), server.server_close()), daemon=True).start()


def _ask(port: int, requests: list[Any], at_once: int = 1) -> list[Any]:
    """Status, body, kind and seconds of each answer; status 0 where none came."""
    import time
    from concurrent.futures import ThreadPoolExecutor
    from http.client import HTTPConnection

    def one(request: Any) -> Any:
        started = time.monotonic()
        connection = HTTPConnection("127.0.0.1", port, timeout=8)
        try:
            connection.request(*request)
            answer = connection.getresponse()
            body = answer.read(2**20)
            return [answer.status, body, str(answer.headers["Content-Type"]), time.monotonic() - started]
        except OSError as error:
            return [0, str(error).encode(), "", time.monotonic() - started]
        finally:
            connection.close()

    if at_once == 1:
        return [one(request) for request in requests]
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, requests))


class Waiting:
    """A request that is under way, in the process that asks."""

    def __init__(self, port: int, body: bytes) -> None:
        import threading

        self.answers: list[Any] = []
        self.thread = threading.Thread(target=lambda: self.answers.extend(_ask(port, [("POST", "/predict", body)])))
        self.thread.start()

    def join(self) -> int:
        self.thread.join(9)
        return int(self.answers[0][0]) if self.answers else 0


def leave_waiting(service: Service, body: bytes) -> Handle:
    """Ask for a prediction, and do not wait for the answer."""
    return run_in(service.asker, Waiting, service.port, body)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    kind: str
    seconds: float


@dataclass(frozen=True)
class Page:
    """What a server exposes: the types of its metrics, and its samples by name and labels."""

    types: dict[str, str]
    samples: dict[tuple[str, frozenset[tuple[str, str]]], float]
    text: str
    kind: str = ""

    @classmethod
    def read(cls, text: str, kind: str = "") -> Page:
        families = list(text_string_to_metric_families(text))
        types = {family.name: family.type for family in families}
        samples = {(one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples}
        return cls(types, samples, text, kind)

    def value(self, name: str, **labels: str) -> float:
        """The one sample of this name with these labels, if there is one and it has no others; or NaN."""
        return self.samples.get((name, frozenset(labels.items())), math.nan)

    def outcomes(self) -> dict[str, float]:
        return {outcome: self.value("eta_requests_total", outcome=outcome) for outcome in OUTCOMES}

    def answered(self) -> float:
        return sum(value for (name, _), value in self.samples.items() if name == "eta_requests_total")

    def bounds(self) -> list[float]:
        """The finite upper bounds of the histogram's buckets."""
        labels = [dict(labels) for name, labels in self.samples if name == "eta_request_seconds_bucket"]
        return sorted(float(one["le"]) for one in labels if float(one["le"]) < math.inf)

    def series(self) -> int:
        return len(self.samples)


@dataclass
class Service:
    """A server of the student's that runs, the model that it was given, and a process that asks it."""

    asker: Fresh
    port: int
    predictor: Handle
    sent: int = field(default=0)

    def predict(self, orders: Sequence[dict[str, Any]], *, at_once: int = 1) -> list[Answer]:
        import json

        return self.post([json.dumps(order).encode() for order in orders], at_once=at_once)

    def post(self, bodies: Sequence[bytes], *, at_once: int = 1) -> list[Answer]:
        self.sent += len(bodies)
        return self.ask([("POST", "/predict", body) for body in bodies], at_once=at_once)

    def ask(self, requests: Sequence[tuple[Any, ...]], *, at_once: int = 1) -> list[Answer]:
        return [Answer(*answer) for answer in run_in(self.asker, _ask, self.port, list(requests), at_once)]

    def look(self) -> Page:
        """``/metrics``, once."""
        answer = self.ask([("GET", "/metrics")])[0]
        assert answer.status == 200
        return Page.read(answer.body.decode(), answer.kind)

    def scrape(self) -> Page:
        """``/metrics``, as soon as all that was sent is in it: who counts after answering is a moment late."""
        for _ in range(40):
            page = self.look()
            if page.answered() >= self.sent and page.value("eta_request_seconds_count") >= self.sent:
                break
            time.sleep(0.05)
        return page


@pytest.fixture
def serve(
    student: Student, reader: Fresh, rng: np.random.Generator, request: pytest.FixtureRequest
) -> Callable[..., Service]:
    """``serve(version)``: a new server of the student's, which runs."""

    def start(version: str = "1.0") -> Service:
        predictor = run_in(student, Predictor, rng.bytes(8).hex())
        server = student.start_server(predictor, version)
        request.addfinalizer(lambda: run_in(student, _stop, server))
        return Service(reader, int(as_number(attribute(server, "server_port"))), predictor)

    return start


def draw_orders(rng: np.random.Generator, **counts: int) -> list[dict[str, Any]]:
    """So many orders of each outcome, mixed, of customers that nobody has seen before."""
    orders = [
        {"customer": rng.bytes(6).hex(), "distance_km": round(float(rng.uniform(0.5, 9)), 2), "then": outcome}
        for outcome, count in counts.items()
        for _ in range(count)
    ]
    return [orders[place] for place in rng.permutation(len(orders))]


# Exercises 2 and 3: drift.


def smooth(count: int, bins: int) -> int:
    """A number of values near ``count`` for which no quantile falls on a value: on which side that lies is nobody's fault."""
    while math.gcd(count - 1, bins) != 1:
        count += 1
    return count


@dataclass(frozen=True)
class Features:
    """Two samples of each feature, whose distances are known: ``ranks`` in ``count`` values."""

    count: int
    ranks: dict[str, int]
    reference: dict[str, np.ndarray]
    current: dict[str, np.ndarray]

    @classmethod
    def draw(cls, rng: np.random.Generator, count: int, ranks: Sequence[int]) -> Features:
        """In any order of the columns, under names that nobody has seen before."""
        names = [f"feature_{number}" for number in rng.choice(10**6, size=len(ranks), replace=False)]
        mixed = dict(zip(names, [int(ranks[place]) for place in rng.permutation(len(ranks))], strict=True))
        samples = {name: shifted(rng, count, rank) for name, rank in mixed.items()}
        first = {name: sample[0] for name, sample in samples.items()}
        return cls(count, mixed, first, {name: sample[1] for name, sample in samples.items()})


def shifted(rng: np.random.Generator, count: int, ranks: int) -> tuple[np.ndarray, np.ndarray]:
    """Two samples whose distance is exactly ``ranks / count``: the second is the first, moved up by so many places."""
    places = np.sort(rng.normal(size=count + ranks + 1)) * rng.uniform(0.5, 50) + rng.normal(0, 100)
    between = (places[:-1] + places[1:]) / 2
    return rng.permutation(places[:count]), rng.permutation(between[ranks - 1 : ranks - 1 + count])


# Exercise 4: rules, and series on which they are tried.

LACKING = {
    "es": "Para comprobar reglas hace falta promtool, que viene con Prometheus: en Debian y Ubuntu «sudo apt-get install "
    "--no-install-recommends prometheus», en macOS «brew install prometheus»; o usa la imagen del curso, que ya lo trae.",
    "en": "Checking rules takes promtool, which comes with Prometheus: on Debian and Ubuntu “sudo apt-get install "
    "--no-install-recommends prometheus”, on macOS “brew install prometheus”; or use the course's image, which has it.",
}
PROMTOOL_SECONDS = 20.0


@dataclass(frozen=True)
class Promtool:
    """The rules of the student's, a text, before the program that Prometheus itself checks rules with."""

    path: str
    rules: str

    def check(self) -> bool:
        return self._run("check", "rules")

    def agrees(self, series: dict[str, Sequence[float | None]], facts: Sequence[tuple[str, int]]) -> bool:
        """Whether each fact, a query and a minute, holds: at that minute the query has exactly one result."""
        told = [{"series": name, "values": _values(values)} for name, values in series.items()]
        asked = [
            {"expr": f"count({query}) == 1", "eval_time": f"{minute}m", "exp_samples": [{"labels": "{}", "value": 1}]}
            for query, minute in facts
        ]
        test = {"interval": "1m", "input_series": told, "promql_expr_test": asked}
        return self._run("test", "rules", {"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": [test]})

    def _run(self, *command: str | dict[str, Any]) -> bool:
        """Nothing but the judge's own files, in a folder of its own: the rules are data."""
        with tempfile.TemporaryDirectory(prefix="rules-") as folder:
            Path(folder, "rules.yml").write_text(self.rules, encoding="utf-8")
            words = [word for word in command if isinstance(word, str)]
            tests = [word for word in command if isinstance(word, dict)]
            Path(folder, "test.yml").write_text(yaml.safe_dump(tests[0] if tests else {}), encoding="utf-8")
            done = subprocess.run(
                ending_with_us([self.path, *words, "test.yml" if tests else "rules.yml"]),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PATH": "/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "GOMAXPROCS": "2"},
                timeout=PROMTOOL_SECONDS,
                check=False,
            )
        return done.returncode == 0


def _values(values: Sequence[float | None]) -> str:
    return " ".join("_" if value is None else f"{value:.10g}" for value in values)


@pytest.fixture(scope="session")
def kept() -> dict[str, str]:
    """What the checks of a judging find out once: the answer is asked for a single time, so that it is one answer."""
    return {}


@pytest.fixture
def rules(student: Student, kept: dict[str, str]) -> str:
    """The student's rules, as text."""
    if "rules" not in kept:
        kept["rules"] = as_text(student.alert_rules())
    assert len(kept["rules"]) < 20_000
    return kept["rules"]


@pytest.fixture
def promtool(rules: str) -> Promtool:
    return Promtool(program("promtool", **LACKING), rules)


def firing(alert: str, severity: str) -> str:
    return f'ALERTS{{alertname="{alert}",alertstate="firing",severity="{severity}"}}'


def silent(alert: str) -> str:
    """A query with one result where the alert does not fire."""
    return f'absent(ALERTS{{alertname="{alert}",alertstate="firing"}})'


def pending(alert: str) -> str:
    return f'ALERTS{{alertname="{alert}",alertstate="pending"}}'


def near(query: str, value: float) -> str:
    """A query with one result where ``query`` has one, close to ``value``."""
    return f"abs({query} - {value:.12g}) <= {abs(value) * 1e-6:.12g}"


@dataclass
class Traffic:
    """Counters of a service minute by minute, in some copies. A rate is per minute and copy."""

    minutes: int
    copies: int = 2
    job: str = "eta"
    series: dict[str, list[float | None]] = field(default_factory=dict)

    def count(self, outcome: str, rates: Callable[[int], float]) -> Traffic:
        return self._grow(f'eta_requests_total{{outcome="{outcome}",', rates)

    def take(self, seconds: Callable[[int], float], rate: float = 60) -> Traffic:
        """Requests that all take so long; the histogram has bounds on both sides of the limit."""
        for bound in [0.05, 0.1, 0.2, LIMIT_SECONDS, 0.6, 1.2, math.inf]:
            le = "+Inf" if bound == math.inf else f"{bound:g}"

            def within(minute, bound=bound):
                return rate if seconds(minute) <= bound else 0.0

            self._grow(f'eta_request_seconds_bucket{{le="{le}",', within)
        return self

    def live(self, alive: Callable[[int, int], bool | None]) -> Traffic:
        """Whether Prometheus reaches copy ``c`` at minute ``m``; None where it does not know of it."""
        for copy in range(self.copies):
            told = [alive(copy, minute) for minute in range(self.minutes + 1)]
            self.series[f"up{{{self._labels(copy)}}}"] = [None if one is None else float(one) for one in told]
        return self

    def restart(self, copy: int, minute: int) -> Traffic:
        """From this minute on the counters of the copy begin at zero again."""
        for name, values in self.series.items():
            if self._labels(copy) in name and not name.startswith("up{"):
                before = values[minute - 1] or 0
                values[minute:] = [None if value is None else value - before for value in values[minute:]]
        return self

    def _labels(self, copy: int) -> str:
        return f'instance="10.0.0.{copy + 1}:8000",job="{self.job}"'

    def _grow(self, start: str, rates: Callable[[int], float]) -> Traffic:
        for copy in range(self.copies):
            steps = [0.0, *(rates(minute) for minute in range(1, self.minutes + 1))]
            self.series[f"{start}{self._labels(copy)}}}"] = np.cumsum(steps).tolist()
        return self


# Exercises 4 and 5: what a query is made of.


@dataclass(frozen=True)
class Selector:
    """A metric that a query asks for: its matchers, and all that is done to it, from the outside inwards."""

    name: str
    matchers: list[Any]
    steps: list[Any]

    def calls(self) -> list[str]:
        return [step[1] for step in self.steps if step[0] == "call"]

    def is_rated(self) -> bool:
        """Whether the first thing that happens to it is a rate over its own values."""
        return [step[:2] for step in self.steps[-2:]] in [[["call", name], ["range"]] for name in ("rate", "increase")]

    def is_counter(self) -> bool:
        return self.name.endswith(("_total", "_bucket", "_count", "_sum"))

    def meets(self, series: dict[str, str]) -> bool:
        """Whether it selects a series with these labels. Labels that Prometheus adds itself are not in them."""
        import re

        for kind, label, value in self.matchers:
            if label in ("job", "instance", "__name__"):
                continue
            found = series.get(label, "")
            same = re.fullmatch(value, found) is not None if kind in ("Re", "NotRe") else found == value
            if same == kind.startswith("Not"):
                return False
        return True


@pytest.fixture
def take_apart(reader: Fresh) -> Callable[[str], list[Selector] | None]:
    """The selectors of a query; None if it is no PromQL."""

    def ask(query: str) -> list[Selector] | None:
        found = run_in(reader, _selectors, query)
        return None if found is None else [Selector(*one) for one in as_list(found)]

    return ask


def _selectors(query: str) -> list[Any] | None:
    import promql_parser as promql

    found: list[Any] = []

    def walk(node: Any, steps: list[Any]) -> None:
        match type(node).__name__:
            case "Call":
                first = node.args[0] if node.args else None
                number = getattr(first, "val", None)
                for argument in node.args:
                    walk(argument, [*steps, ["call", str(node.func.name), number]])
            case "AggregateExpr":
                kind = ""
                if node.modifier is not None:
                    kind = "by" if node.modifier.type == promql.AggModifierType.By else "without"
                labels = list(node.modifier.labels) if node.modifier is not None else []
                walk(node.expr, [*steps, ["aggregate", str(node.op), kind, labels]])
            case "BinaryExpr":
                for side, part in (("left", node.lhs), ("right", node.rhs)):
                    walk(part, [*steps, ["binary", str(node.op), side]])
            case "SubqueryExpr":
                walk(node.expr, [*steps, ["subquery"]])
            case "MatrixSelector":
                walk(node.vector_selector, [*steps, ["range"]])
            case "ParenExpr" | "UnaryExpr":
                walk(node.expr, steps)
            case "VectorSelector":
                matchers = [[str(one.op).partition(".")[2], one.name, one.value] for one in node.matchers.matchers]
                names = [value for kind, label, value in matchers if (kind, label) == ("Equal", "__name__")]
                found.append([str(node.name or (names or [""])[0]), matchers, steps])

    try:
        walk(promql.parse(query), [])
    except ValueError:
        return None
    return found


# Exercise 5: a dashboard.


@dataclass(frozen=True)
class Board:
    """A dashboard, read; ``take_apart`` gives the selectors of a query."""

    told: dict[str, Any]
    panels: list[dict[str, Any]]
    take_apart: Callable[[str], list[Selector] | None]

    def queries(self, unit: str = "") -> list[str]:
        """All of them, or those of the panels with this unit. Grafana puts a time where its variables stand."""
        panels = [panel for panel in self.panels if not unit or panel["fieldConfig"]["defaults"]["unit"] == unit]
        told = [str(target["expr"]) for panel in panels for target in panel["targets"]]
        for name in ("rate_interval", "interval", "range"):
            told = [query.replace(f"${{__{name}}}", "5m").replace(f"$__{name}", "5m") for query in told]
        return told

    def selectors(self, query: str) -> list[Selector]:
        """None where it is no PromQL: then it asks for nothing."""
        return self.take_apart(query) or []


@pytest.fixture
def board(student: Student, take_apart: Callable[[str], list[Selector] | None]) -> Board:
    """The student's dashboard. Rows are not panels; what lies in a closed row is not looked at."""
    import json

    told = student.dashboard()
    if not isinstance(told, dict):
        text = as_text(told)
        assert len(text) < 200_000
        told = json.loads(text)
    panels = [panel for panel in told["panels"] if panel.get("type") != "row"]
    assert len(panels) <= 40
    return Board(told, panels, take_apart)


@pytest.fixture
def exposed(serve: Callable[..., Service], rng: np.random.Generator) -> Page:
    """What the student's server exposes after some requests of each kind."""
    service = serve()
    service.predict(draw_orders(rng, ok=1, rejected=1, failed=1))
    return service.scrape()
