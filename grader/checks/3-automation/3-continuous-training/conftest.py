"""What the checks of this lesson share: a service's history and the rules that fire on it, tables that grow with time, models
that are wrong exactly where we want, and a training run with its files.

Sources: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages"
(Psychometrika, 1947), for counting only the rows on which two models differ; E. Breck and others, "The ML Test Score"
(IEEE Big Data, 2017), for training that is reproducible.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pandas as pd
import pytest

from grader.judging.api import Disk, Fresh, Student, as_list, as_text, attribute, run_in
from grader.orders import FEATURES, LATE, make_orders

cloudpickle.register_pickle_by_value(sys.modules[__name__])

Case = tuple[dict[str, Any], dict[str, Any]]


# When to retrain: a history and a policy. In a calm case no rule fires; a check then moves one thing.


def calm_case(rng: np.random.Generator) -> Case:
    """A history and a policy with every rule on, and none that fires."""
    policy = {
        "cool_down": int(rng.integers(4, 9)),
        "every_days": int(rng.integers(40, 60)),
        "new_labels": 0,
        "max_drift": round(float(rng.uniform(0.15, 0.3)), 3),
        "drift_days": int(rng.integers(2, 5)),
        "min_accuracy": round(float(rng.uniform(0.7, 0.85)), 3),
        "window": int(rng.integers(4, 8)),
        "label_delay": int(rng.integers(3, 7)),
        "min_labels": int(rng.integers(100, 160)),
    }
    today = int(rng.integers(200, 300))
    last = today - int(rng.integers(20, 30))
    since = last - int(rng.integers(2, 6))
    days = [calm_day(rng, policy, number, today) for number in range(since - int(rng.integers(8, 15)), today)]
    history = {"today": today, "in_use_since": since, "last_training": last, "days": days}
    policy["new_labels"] = sum(day["orders"] for day in days) + int(rng.integers(1, 50))  # more than there can be
    return history, policy


def calm_day(rng: np.random.Generator, policy: dict[str, Any], number: int, today: int) -> dict[str, Any]:
    """A day with little drift and good accuracy; its labels have all come if it is old enough."""
    orders = int(rng.integers(60, 100))
    labels = orders if number + policy["label_delay"] <= today else int(rng.integers(30, orders))
    right = min(labels, round(labels * (policy["min_accuracy"] + 0.1)) + 1)
    drift = round(float(rng.uniform(0.1, 0.8)) * policy["max_drift"], 4)
    return {"day": number, "orders": orders, "labels": labels, "right": right, "drift": drift}


@pytest.fixture
def calm(rng: np.random.Generator) -> Callable[[], Case]:
    """A new case in which nothing fires."""
    return lambda: calm_case(rng)


@pytest.fixture
def told(student: Student) -> Callable[..., list[list[str]]]:
    """What the student's function gives for each case, sorted."""

    def ask(*cases: Case) -> list[list[str]]:
        answers = run_in(student, _each_case, student["should_retrain"], list(cases))
        return [sorted(as_text(reason) for reason in as_list(answer)) for answer in as_list(answers)]

    return ask


def _each_case(function: Callable[..., Any], cases: list[Case]) -> list[Any]:
    import copy

    return [function(*copy.deepcopy(case)) for case in cases]


# The training set of a date. Three tables: what was ordered, what became of it, and how each kitchen was doing.


@dataclass(frozen=True)
class Tables:
    """The tables as they stand today, with a date in their middle, and how many days a label is waited for."""

    orders: pd.DataFrame
    labels: pd.DataFrame
    shares: pd.DataFrame
    as_of: pd.Timestamp
    wait_days: int = 0

    def arguments(self) -> tuple[Any, ...]:
        return self.orders, self.labels, self.shares, self.as_of, self.wait_days


@pytest.fixture
def tables(rng: np.random.Generator) -> Tables:
    """About 30 days of orders of a few kitchens: every kitchen has a share before its first order, every label comes within
    days, each instant is another one."""
    n, kitchens = int(rng.integers(150, 200)), int(rng.integers(3, 6))
    start = pd.Timestamp("2026-03-01") + pd.Timedelta(days=int(rng.integers(0, 200)))
    placed = start + pd.to_timedelta(np.sort(rng.choice(30 * 24 * 60, size=n, replace=False)), unit="min")
    orders = make_orders(n, seed=rng)[FEATURES]
    orders.insert(0, "order_id", rng.permutation(n) + int(rng.integers(1000, 9000)))
    orders.insert(1, "kitchen", rng.integers(0, kitchens, size=n))
    orders.insert(2, "placed_at", placed)
    waits = pd.to_timedelta(rng.integers(60, 6 * 24 * 60, size=n) * 60 + 7, unit="s")
    labels = pd.DataFrame({"order_id": orders["order_id"], "late": rng.random(n) < 0.4, "known_at": placed + waits})
    days = range(-3, 33)
    drawn = iter(rng.permutation(10_000) / 10_000)  # no share twice
    shares = pd.DataFrame(
        [
            (kitchen, start + pd.Timedelta(days=day, hours=5, seconds=11 + kitchen), float(next(drawn)))
            for day in days
            for kitchen in range(kitchens)
            if day == -3 or rng.random() < 0.7
        ],
        columns=["kitchen", "known_at", "late_share"],
    )
    as_of = start + pd.Timedelta(days=int(rng.integers(16, 22)), hours=9, seconds=31)
    labels = labels.sort_values("known_at", ignore_index=True)
    return Tables(orders, labels, shares.sort_values("known_at", ignore_index=True), as_of)


@pytest.fixture
def built(student: Student) -> Callable[[Tables], dict[int, tuple[bool, float | None]]]:
    """The student's training set: by order, its label and the kitchen's share, which may be None."""

    def build(tables: Tables) -> dict[int, tuple[bool, float | None]]:
        table = student.training_set(*tables.arguments())
        ids, late, shares = run_in(table, _columns, table)
        rows = dict(zip(as_list(ids), zip(as_list(late), as_list(shares), strict=True), strict=True))
        assert len(rows) == len(ids), "an order stands there twice"
        return rows

    return build


def _columns(table: Any) -> list[list[Any]]:
    shares = [None if share != share else float(share) for share in table["late_share"]]
    return [[int(number) for number in table["order_id"]], [bool(late) for late in table["late"]], shares]


# Which model stays. The models look a row's number up in a line from 0 to 1 and are wrong on a piece of it.


class LineModel:
    """Says which of two labels a row has. The second column places the row on a line; between two points it is wrong."""

    def __init__(self, labels: list[Any], wrong: list[tuple[float, float]]) -> None:
        self.labels, self.wrong = labels, wrong

    def predict(self, X: Any) -> Any:
        import numpy

        X = numpy.asarray(X, dtype=float)
        says = X[:, 0] > 0
        for low, high in self.wrong:
            says = says ^ ((low <= X[:, 1]) & (X[:, 1] < high))
        return numpy.asarray(self.labels)[says.astype(int)]


@dataclass(frozen=True)
class Duel:
    """Two models: both are wrong in ``both`` of all orders, only the champion in ``gains``, only the challenger in ``losses``."""

    both: float
    gains: float
    losses: float
    labels: tuple[Any, Any] = (False, True)

    def models(self) -> tuple[LineModel, LineModel]:
        one, two, three = self.both, self.both + self.gains, self.both + self.gains + self.losses
        labels = list(self.labels)
        return LineModel(labels, [(0, two)]), LineModel(labels, [(0, one), (two, three)])

    def drawn(self, rng: np.random.Generator, evaluations: int, rows: int) -> np.ndarray:
        """So many samples of so many orders, drawn at random."""
        return np.stack([rng.normal(size=(evaluations, rows)), rng.random((evaluations, rows))], axis=2)

    def exact(self, rng: np.random.Generator, rows: int) -> np.ndarray:
        """One sample in which the shares are what the duel says, to the row."""
        X = np.column_stack([rng.normal(size=rows), (np.arange(rows) + 0.5) / rows])
        return rng.permutation(X)[None]


@pytest.fixture
def duel() -> type[Duel]:
    return Duel


@pytest.fixture
def promoted(student: Student) -> Callable[..., list[bool]]:
    """For each sample, whether the student's function gives the challenger the place."""

    def ask(duel: Duel, samples: np.ndarray, min_gain: float, again: int = 1) -> list[bool]:
        champion, challenger = duel.models()
        decide = student["decide"]
        texts = []
        for some in np.array_split(samples, math.ceil(len(samples) / 10)):  # a slow machine has time for ten
            answers = run_in(student, _each_sample, decide, champion, challenger, some, duel.labels, min_gain, again)
            texts += [as_text(answer) for answer in as_list(answers)]
        assert set(texts) <= {"champion", "challenger"}, "an answer is neither champion nor challenger"
        return [text == "challenger" for text in texts]

    return ask


def _each_sample(
    decide: Callable[..., Any],
    champion: LineModel,
    challenger: LineModel,
    samples: np.ndarray,
    labels: tuple[Any, Any],
    min_gain: float,
    again: int,
) -> list[Any]:
    import numpy

    answers = []
    for X in samples:
        y = numpy.asarray(labels)[(X[:, 0] > 0).astype(int)]
        answers += [decide(champion, challenger, X.copy(), y.copy(), min_gain) for _ in range(again)]
    return answers


# Training that can be repeated. The recipe is the judge's own code; what it gives, the judge works out for itself.

RECIPES = {
    "RandomForestClassifier": "sklearn.ensemble",
    "ExtraTreesClassifier": "sklearn.ensemble",
}


@dataclass(frozen=True)
class Run:
    """A training run: its files as bytes, its settings, and where the files lie."""

    data: bytes
    recipe: bytes
    features: tuple[str, ...]
    params: tuple[tuple[str, Any], ...]
    seed: int
    folder: Path

    def config(self) -> dict[str, Any]:
        return {
            "data": str(self.folder / "orders.csv"),
            "recipe": str(self.folder / "recipe.py"),
            "features": set(self.features),
            "target": LATE,
            "params": dict(self.params),
            "seed": self.seed,
        }

    def write(self, disk: Disk) -> dict[str, Any]:
        """Its files on the disk, and the configuration that names them."""
        disk.write(self.folder / "orders.csv", self.data)
        disk.write(self.folder / "recipe.py", self.recipe)
        return self.config()

    def expected(self, X: pd.DataFrame) -> np.ndarray:
        """The probabilities that the model must give."""
        import io

        space: dict[str, Any] = {}
        exec(self.recipe, space)
        orders = pd.read_csv(io.BytesIO(self.data))
        model = space["build"](dict(self.params), self.seed).fit(orders[sorted(self.features)], orders[LATE])
        return np.asarray(model.predict_proba(X[sorted(self.features)]))


def recipe(rng: np.random.Generator) -> bytes:
    """A forest that draws rows by their place, so that their order decides too."""
    name = str(rng.choice(sorted(RECIPES)))
    return (
        f"from {RECIPES[name]} import {name}\n\n\n"
        f"def build(params, seed):\n    return {name}(\n"
        f"        bootstrap=True, min_samples_leaf={rng.integers(2, 6)}, random_state=seed, **params\n    )\n"
    ).encode()


@pytest.fixture
def training(rng: np.random.Generator, folder: Path) -> Run:
    orders = make_orders(int(rng.integers(150, 220)), seed=rng).round(4)
    columns = rng.permutation(len(FEATURES))[: int(rng.integers(4, 6))]
    params = (("n_estimators", int(rng.integers(5, 9))), ("max_depth", int(rng.integers(3, 6))))
    return Run(
        data=orders.to_csv(index=False).encode(),
        recipe=recipe(rng),
        features=tuple(FEATURES[column] for column in columns),
        params=params,
        seed=int(rng.integers(1, 10_000)),
        folder=folder / f"run{rng.integers(1000)}",
    )


@dataclass(frozen=True)
class Trained:
    """What crossed the pipe of an artifact: the model's bytes and the lineage as one text."""

    model: bytes
    lineage: str

    def named(self) -> dict[str, Any]:
        lineage: dict[str, Any] = json.loads(self.lineage)
        return lineage

    def digests(self) -> list[str]:
        return [digest(self.model), digest(self.lineage.encode())]


@pytest.fixture
def train(student: Student) -> Callable[[dict[str, Any]], Trained]:
    """The student's artifact for a configuration."""

    def run(config: dict[str, Any]) -> Trained:
        artifact = student.train(config)
        model = attribute(artifact, "model")
        assert type(model) is bytes, "the artifact's model is not bytes"
        lineage = run_in(artifact, _lineage_text, artifact)
        return Trained(model, as_text(lineage))

    return run


def _lineage_text(artifact: Any) -> str:
    import json

    return json.dumps(artifact.lineage, sort_keys=True)


@pytest.fixture
def train_elsewhere(student: Student, fresh: Fresh) -> Callable[[dict[str, Any], int], list[str]]:
    """Digests of the model's bytes and of the lineage's text, from a new interpreter with this salt for ``hash``."""

    def run(config: dict[str, Any], salt: int) -> list[str]:
        function = run_in(student, _carried, student["train"])
        running = run_in(fresh, _new_interpreter, function, cloudpickle.dumps(config), salt)
        return next(filter(None, (as_list(run_in(fresh, _ended, running, left)) for left in range(7, -1, -1))), [])

    return run


def _carried(function: Callable[..., Any]) -> bytes:
    import cloudpickle

    return bytes(cloudpickle.dumps(function))


_PROGRAM = """
import cloudpickle, hashlib, json, sys
train, config = map(cloudpickle.loads, cloudpickle.load(sys.stdin.buffer))
sys.stdout, out = sys.stderr, sys.stdout
artifact = train(config)
lineage = json.dumps(artifact.lineage, sort_keys=True).encode()
out.write("".join(hashlib.sha256(part).hexdigest() + " " for part in (artifact.model, lineage)))
"""


def _new_interpreter(function: bytes, config: bytes, salt: int) -> Any:
    import os
    import subprocess
    import sys
    import tempfile
    import types

    import cloudpickle

    given, out, errors = (tempfile.TemporaryFile() for _ in range(3))  # noqa: SIM115 (open until it ends)
    given.write(cloudpickle.dumps([function, config]))
    given.seek(0)
    environment = {**os.environ, "PYTHONHASHSEED": str(salt)}
    command = [sys.executable, "-W", "ignore", "-c", _PROGRAM]
    process = subprocess.Popen(command, stdin=given, stdout=out, stderr=errors, env=environment)
    return types.SimpleNamespace(process=process, out=out, errors=errors)


def _ended(running: Any, left: int) -> list[str]:
    """What it wrote, or nothing if after four seconds it still runs; it is killed where no more such calls are left."""
    import subprocess

    try:
        code = running.process.wait(4)
    except subprocess.TimeoutExpired:
        if left:
            return []
        running.process.kill()
        running.process.wait()
        raise
    running.out.seek(0)
    running.errors.seek(0)
    if code:
        raise RuntimeError(running.errors.read().decode(errors="replace").strip().rpartition("\n")[2])
    return running.out.read().decode().split()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def sha256() -> Callable[[bytes], str]:
    return digest


@pytest.fixture
def is_the_recipes(probabilities: Callable[..., np.ndarray]) -> Callable[[bytes, Run], bool]:
    """Whether these bytes are the model that this training must give, as another process opens it."""

    def same(model: bytes, training: Run) -> bool:
        X = make_orders(200, seed=training.seed)
        told = probabilities(model, X[sorted(training.features)])
        expected = training.expected(X)
        return told.shape == expected.shape and bool(np.allclose(told, expected, atol=1e-9))

    return same


@pytest.fixture
def probabilities(fresh: Fresh) -> Callable[[bytes, pd.DataFrame], np.ndarray]:
    """What the model in these bytes says in a clean process."""
    return lambda model, X: np.asarray(run_in(fresh, _probabilities, model, X))


def _probabilities(model: bytes, X: pd.DataFrame) -> Any:
    import pickle

    import numpy

    return numpy.asarray(pickle.loads(model).predict_proba(X))
