"""What the checks of this lesson share: a stream in which every step is noted down, streams whose world changes, and logs of
deliveries of which the judge knows the truth because it wrote them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.judging.api import Handle, Student, as_array, run_in

Batch = tuple[np.ndarray, np.ndarray]


# online_learning: a walk along a stream, with a scaler and a model that note what they are asked for.


@dataclass(frozen=True)
class Stream:
    """Batches of orders, of as many sizes as there are batches, and the classes that may turn up in them."""

    batches: list[Batch]
    classes: list[Any]
    seed: int

    @property
    def sizes(self) -> list[int]:
        return [len(y) for _, y in self.batches]

    def walk(self, student: Student) -> Walk:
        """What the student's function makes of the stream."""
        return Walk(self, *run_in(student, _walk, student["test_then_train"], self.batches, self.classes, self.seed))


@dataclass(frozen=True)
class Walk:
    """The hits that the student gave back, what was done in what order, and the two that learnt."""

    stream: Stream
    returned: Any
    log: list[list[Any]]
    rows: dict[str, Any]
    """What the model was given to guess and to learn, and what it answered, one order below the other."""
    scaler: Handle
    model: Handle

    @property
    def hits(self) -> list[bool]:
        hits = np.asarray(as_array(self.returned))
        assert hits.ndim == 1
        return [bool(hit) for hit in hits]

    def is_of_test_then_train(self) -> bool:
        """Whether these are the hits of a model whose rows were rightly scaled: those to guess by what the scaler knew before
        the batch, those to learn by that or by what it knew after it; either will do. What is known of some batches is worked
        out here from all their rows at once."""
        batches, first = [X for X, _ in self.stream.batches], self.stream.sizes[0]
        truth = np.concatenate([y for _, y in self.stream.batches]).tolist()
        known = [np.concatenate(batches[: number + 1]) for number in range(len(batches))]
        after = [_standardized(rows, X) for rows, X in zip(known, batches, strict=True)]
        before = after[:1] + [_standardized(rows, X) for rows, X in zip(known, batches[1:], strict=False)]
        answers = [_answer_for(row, self.rows["guessed"], self.rows["answers"]) for X in before[1:] for row in X]
        return (
            any(_alike(self.rows["learnt"], np.concatenate(scaled)) for scaled in (before, after))
            and self.rows["truth"] == truth
            and self.hits == [answer == right for answer, right in zip(answers, truth[first:], strict=True)]
        )

    def guessed_knowing_only_the_past(self, what: str) -> bool:
        """Whether, for every batch but the first, its rows were guessed when ``what`` had happened to the rows of all
        earlier batches and to no others."""
        guessed = dict.fromkeys(np.cumsum([0, *self.stream.sizes]).tolist(), 0)
        known = 0
        for event, rows in self.log:
            known += rows if event == what else 0
            if event == "guess":
                guessed[known] = guessed.get(known, 0) + rows
        *past, everything = np.cumsum(self.stream.sizes).tolist()
        turns = zip(past, self.stream.sizes[1:], strict=True)
        strangers = set(guessed) - {*past, everything}
        return all(guessed[known] and guessed[known] % rows == 0 for known, rows in turns) and not any(
            guessed[known] for known in strangers
        )

    def asked_when_the_rest_was_learnt(self) -> bool:
        """Whether no batch was asked for before all earlier ones were learnt."""
        asked = learnt = 0
        for event, rows in self.log:
            if event == "ask":
                if learnt != asked:
                    return False
                asked += rows
            learnt += rows if event == "learn" else 0
        return asked == learnt == sum(self.stream.sizes)


@pytest.fixture
def draw_stream(rng: np.random.Generator) -> Callable[..., Stream]:
    """Another stream at each call: columns of very different sizes, whose averages wander from batch to batch."""

    def draw(*, classes: Sequence[Any] = (False, True), first_of_one: bool = False, newcomer: int = 0) -> Stream:
        columns = int(rng.integers(3, 6))
        sizes = 20 + 3 * rng.permutation(np.arange(1, 9)) + int(rng.integers(3))
        centre, spread = 10 ** rng.uniform(0, 2, columns), 10 ** rng.uniform(-1, 2, columns)
        weights = rng.normal(size=(columns, len(classes)))
        batches = []
        for number, rows in enumerate(sizes):
            Z = rng.normal(size=(rows, columns)) + 0.4 * rng.normal(size=columns)
            scores = Z @ weights + 0.5 * rng.gumbel(size=(rows, len(classes)))
            if number < newcomer:
                scores[:, -1] = -np.inf
            chosen = np.argmax(scores, axis=1)
            if first_of_one and number == 0:
                chosen[:] = 0
            batches.append((centre + spread * Z, np.array(classes)[chosen]))
        return Stream(batches, list(classes), int(rng.integers(1000)))

    return draw


@pytest.fixture(scope="session")
def walked() -> dict[str, Walk]:
    """The walk that several checks of a judging look at together."""
    return {}


@pytest.fixture
def walk(student: Student, draw_stream: Callable[..., Stream], walked: dict[str, Walk]) -> Walk:
    if "walk" not in walked:
        walked["walk"] = draw_stream().walk(student)
    return walked["walk"]


def _standardized(known: np.ndarray, X: np.ndarray) -> np.ndarray:
    return (X - known.mean(axis=0)) / known.std(axis=0)


def _alike(found: np.ndarray, expected: np.ndarray) -> bool:
    return found.shape == expected.shape and bool(np.allclose(found, expected))


def _answer_for(row: np.ndarray, guessed: np.ndarray, answers: list[Any]) -> Any:
    """What was answered to this row; None if nobody asked."""
    places = np.flatnonzero(np.isclose(guessed, row).all(axis=1)) if len(guessed) else []
    return answers[places[0]] if len(places) else None


def _walk(function: Callable[..., Any], batches: list[Batch], classes: list[Any], seed: int) -> list[Any]:
    import numpy
    from sklearn.linear_model import SGDClassifier
    from sklearn.preprocessing import StandardScaler

    log, guessed, answers, learnt, truth = [], [], [], [], []

    class Scaler(StandardScaler):
        def partial_fit(self, X, y=None, sample_weight=None):
            log.append(["scale", len(X)])
            return super().partial_fit(X, y, sample_weight)

    class Model(SGDClassifier):
        def partial_fit(self, X, y, classes=None, sample_weight=None):
            log.append(["learn", len(X)])
            learnt.append(numpy.array(X))
            truth.extend(numpy.array(y).tolist())
            return super().partial_fit(X, y, classes=classes, sample_weight=sample_weight)

        def fit(self, X, y, **how):
            log.append(["learn", len(X)])
            return super().fit(X, y, **how)

        def decision_function(self, X):
            log.append(["guess", len(X)])
            scores = super().decision_function(X)
            guessed.append(numpy.array(X))
            places = scores.argmax(axis=1) if scores.ndim > 1 else (scores > 0).astype(int)
            answers.extend(self.classes_[places].tolist())
            return scores

    def stream():
        for X, y in batches:
            log.append(["ask", len(X)])
            yield X.copy(), y.copy()

    settings = {"loss": "log_loss", "learning_rate": "constant", "eta0": 0.05, "random_state": seed}
    scaler, model = Scaler(), Model(**settings)
    hits = function(scaler, model, stream(), classes)
    rows = {"guessed": numpy.concatenate(guessed or [[]]), "learnt": numpy.concatenate(learnt or [[]])}
    return [hits, log, {**rows, "answers": answers, "truth": truth}, scaler, model]


# frozen_or_online: a race of three over a stream whose world changes on some day.


@dataclass(frozen=True)
class World:
    """Days of orders: those before the world changes, and those after."""

    before: list[Batch]
    after: list[Batch]

    def shares(self, student: Student) -> list[float]:
        """The student's model is asked first and told later, day by day; what it hits is counted here."""
        model = student.OnlineModel()
        model.learn(*self.before[0])
        return [_ask_and_tell(model, X, y) for X, y in [*self.before[1:], *self.after]]

    def race(self, student: Student) -> Race:
        """How the student's model does beside the frozen one, and beside one that knows the new world alone."""
        shares = self.shares(student)
        cut = len(self.before) - 1
        frozen, native = _studied(self.before[:WARM]), _studied(self.after)
        return Race(
            before=float(np.mean(shares[WARM - 1 : cut])),
            after=float(np.mean(shares[cut + SETTLED :])),
            frozen_before=_share(frozen, self.before[WARM:]),
            frozen_after=_share(frozen, self.after[SETTLED:]),
            native_after=_share(native, self.after[SETTLED:]),
        )


WARM, SETTLED = 5, 3
"""Days that the frozen model studies, and that an online one has to settle after the change."""


@dataclass(frozen=True)
class Race:
    """Shares of hits: the student's, the frozen model's, and those of one that has studied the new world alone."""

    before: float
    after: float
    frozen_before: float
    frozen_after: float
    native_after: float


def _ask_and_tell(model: Handle, X: np.ndarray, y: np.ndarray) -> float:
    """The share of a day's hits, counted before the model gets to know the truth."""
    guesses = np.asarray(as_array(model.predict(X)))
    assert guesses.shape == y.shape
    model.learn(X, y)
    return float((guesses.astype(bool) == y).mean())


def _studied(days: list[Batch]) -> Any:
    X, y = (np.concatenate(part) for part in zip(*days, strict=True))
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)


def _share(model: Any, days: list[Batch]) -> float:
    return float(np.mean([model.score(X, y) for X, y in days]))


@pytest.fixture
def draw_world(rng: np.random.Generator) -> Callable[..., World]:
    """Another world at each call. What makes an order late turns nearly around; with ``new_unit``, a column changes from
    km to m besides. With ``first_of_one``, no order is late on the first day."""

    def draw(days: int = 13, days_after: int = 11, *, new_unit: bool = False, first_of_one: bool = False) -> World:
        columns = int(rng.integers(4, 7))
        centre, spread = 10 ** rng.uniform(0, 2, columns), np.empty(columns)
        old, other = rng.normal(size=(2, columns))
        other -= old * (other @ old) / (old @ old)
        new = 0.6 * other / np.linalg.norm(other) - 0.8 * old / np.linalg.norm(old)
        spread[np.argsort(-np.abs(old))] = np.logspace(-1, 2, columns)  # the loudest column says the least
        units = np.ones(columns)
        units[np.argmin(np.abs(new))] = 1000  # of little use, and so loud that it drowns the rest

        def day(weights: np.ndarray, units: np.ndarray | float = 1.0) -> Batch:
            Z = rng.normal(size=(int(rng.integers(220, 280)), columns))
            late = 1.5 * Z @ weights / np.linalg.norm(weights) + rng.logistic(size=len(Z)) > 0.5
            return (centre + spread * Z) * units, late

        before = [day(old) for _ in range(days)]
        if first_of_one:
            before[0] = before[0][0], np.zeros(len(before[0][1]), dtype=bool)
        return World(before, [day(new, units if new_unit else 1.0) for _ in range(days_after)])

    return draw


@pytest.fixture(scope="session")
def run_before() -> dict[str, Race]:
    """The race that the public checks of a judging look at together."""
    return {}


@pytest.fixture
def race(student: Student, draw_world: Callable[..., World], run_before: dict[str, Race]) -> Race:
    if "race" not in run_before:
        run_before["race"] = draw_world().race(student)
    return run_before["race"]


# delivery_metrics: logs that the judge writes from what it knows.


@dataclass
class Log:
    """What happens to a team, in minutes from the beginning of the period. ``zones`` are the clocks on which it is written
    down, in minutes from Greenwich; each event takes one of them."""

    rng: np.random.Generator
    start: datetime
    days: int
    zones: list[int] = field(default_factory=lambda: [0])
    written: list[dict[str, Any]] = field(default_factory=list)

    def text(self, minute: int) -> str:
        """The moment, as somebody writes it down."""
        zone = timezone(timedelta(minutes=int(self.rng.choice(self.zones))))
        return (self.start + timedelta(minutes=int(minute))).astimezone(zone).isoformat()

    def note(self, minute: int, kind: str, **facts: Any) -> None:
        self.written.append({"at": self.text(minute), "kind": kind, **facts})

    def deploy(self, id: str, minute: int, leads: Sequence[int] = ()) -> list[str]:
        """A deployment of new changes, each committed so many minutes before; their names."""
        changes = [f"{id}-{number}" for number in range(len(leads))]
        for change, lead in zip(changes, leads, strict=True):
            self.note(minute - lead, "commit", change=change)
        self.note(minute, "deployment", id=id, changes=changes)
        return changes

    def fail(self, id: str, minute: int, lasts: int | None, how: str = "restored") -> None:
        """An incident of that deployment, and its end after so many minutes, if it has one."""
        self.note(minute, "incident", deployment=id)
        if lasts is not None:
            self.note(minute + lasts, how, deployment=id)

    def metrics(self, student: Student, since: str = "", until: str = "") -> Metrics:
        """What the student's function says of the log, and of its whole period unless told otherwise."""
        since, until = since or self.text(0), until or self.text(self.days * DAY)
        return Metrics(student.delivery_metrics(self.written, since, until))


DAY = 24 * 60


@dataclass(frozen=True)
class Metrics:
    """What came back: None, or a number of it at a time."""

    returned: Any

    def __getitem__(self, name: str) -> float | None:
        assert isinstance(self.returned, dict)
        value = self.returned[name]
        if isinstance(value, np.ndarray):
            value = value.item()
        assert value is None or type(value) in (int, float)
        return value


@pytest.fixture
def draw_log(rng: np.random.Generator) -> Callable[..., Log]:
    """An empty log of a period of some weeks. It is written in Greenwich time unless there are ``zones``."""

    def draw(**how: Any) -> Log:
        start = datetime(2026, int(rng.integers(1, 12)), int(rng.integers(1, 28)), tzinfo=UTC)
        return Log(rng, start, int(rng.integers(15, 40)), **how)

    return draw


@pytest.fixture
def draw_minutes(rng: np.random.Generator) -> Callable[[Log, int], list[int]]:
    """Moments of the period, in order and some hours apart, none at its edges."""

    def draw(log: Log, count: int) -> list[int]:
        slots = np.sort(rng.choice(np.arange(1, log.days * 6 - 6), size=count, replace=False))
        return [int(slot) * 240 + int(rng.integers(1, 120)) for slot in slots]

    return draw
