"""What the checks of this lesson share: data whose truth the judge has drawn, and networks whose numbers it knows. The judge
itself does not import PyTorch: what has to be asked of a network is asked in the student's process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from sklearn.feature_selection import chi2
from sklearn.preprocessing import minmax_scale
from sklearn.tree import DecisionTreeClassifier

from grader.judging.api import Handle, Student, as_array, as_list, as_number, run_in

# chi2_selection: columns that say something, among columns that say nothing.


@dataclass(frozen=True)
class Labelled:
    X: np.ndarray
    y: np.ndarray

    def best_columns(self, k: int) -> list[int]:
        """The ``k`` columns of the largest chi², each taken to the interval from 0 to 1."""
        scores, _ = chi2(minmax_scale(self.X), self.y)
        return sorted(np.argsort(scores)[-k:].tolist())

    def clear_count(self, least: int, most: int) -> int:
        """Of the numbers of columns from ``least`` to ``most``, the one after which the score falls most."""
        scores = np.sort(chi2(minmax_scale(self.X), self.y)[0])[::-1]
        falls = scores[least - 1 : most] / scores[least : most + 1]
        return least + int(falls.argmax())

    def columns_used(self, pipeline: Handle) -> list[int]:
        """On which columns the pipeline's answer depends, once it is trained on the rows."""
        answers = as_array(run_in(pipeline, _answers_to_extremes, pipeline, self.X, self.y))
        low, high = answers.reshape(2, self.X.shape[1], -1)
        return np.flatnonzero(np.abs(low - high).max(axis=1) > 1e-7).tolist()


@pytest.fixture
def draw_noise(rng: np.random.Generator) -> Callable[[int, int], Labelled]:
    """Rows of noise, half of them of each class: nothing to learn."""
    return lambda rows, columns: Labelled(rng.random((rows, columns)), rng.permutation(np.arange(rows) % 2))


@pytest.fixture
def draw_useful(rng: np.random.Generator) -> Callable[[int, int, float], Labelled]:
    """Rows of two classes; so many of the columns say as much as the others of them, and the rest are noise."""

    def draw(useful: int, noise: int, strength: float) -> Labelled:
        y = rng.permutation(np.arange(160) % 2)
        X = rng.normal(size=(160, useful + noise))
        X[:, :useful] += strength * y[:, None]
        return Labelled(X[:, rng.permutation(X.shape[1])], y)

    return draw


@pytest.fixture
def draw_counts(rng: np.random.Generator) -> Callable[[], Labelled]:
    """Columns from 0 to 1. chi² ranks first those that are rarely 1, and oftener in one class; an F test those that hardly
    vary within a class."""

    def draw() -> Labelled:
        y = rng.permutation(np.arange(200) % 2)
        rare = rng.random((200, 5)) < 0.04 + rng.uniform(0.2, 0.4, 5) * y[:, None]
        steady = 0.45 + rng.uniform(0.06, 0.1, 5) * y[:, None] + rng.normal(0, 0.01, (200, 5))
        noise = rng.random((200, 6))
        X = np.column_stack([rare, steady, noise])
        X[:2] = [[0.0], [1.0]]
        return Labelled(X[:, rng.permutation(16)], y)

    return draw


def _answers_to_extremes(pipeline: Any, X: np.ndarray, y: np.ndarray) -> Any:
    """The probabilities for the mean row with one column at its least, for every column; then at its most."""
    import numpy
    from sklearn.base import clone

    rows = numpy.tile(X.mean(axis=0), (2, X.shape[1], 1))
    for column in range(X.shape[1]):
        rows[:, column, column] = X[:, column].min(), X[:, column].max()
    model = clone(pipeline).fit(X.copy(), y.copy())
    return model.predict_proba(rows.reshape(-1, X.shape[1]))


# pca_compression: columns that repeat each other, in all sorts of units.


@dataclass(frozen=True)
class Spectrum:
    """Rows, and what is known of them after scaling: how to scale, the directions, and the variance that they add up to."""

    X: np.ndarray
    mean: np.ndarray
    deviation: np.ndarray
    directions: np.ndarray
    reached: np.ndarray

    def halfway(self, components: int) -> float:
        """A share of the variance that takes exactly so many components to reach."""
        return float(np.r_[0, self.reached][components - 1 : components + 1].mean())

    def scaled(self, X: np.ndarray) -> np.ndarray:
        return (X - self.mean) / self.deviation

    def back(self, X: np.ndarray, components: int) -> np.ndarray:
        """What comes back of the rows, scaled, when so many components are kept."""
        kept = self.directions[:components]
        return self.scaled(X) @ kept.T @ kept

    def error(self, X: np.ndarray, components: int) -> float:
        return float(((self.scaled(X) - self.back(X, components)) ** 2).mean())


@pytest.fixture
def draw_spectrum(rng: np.random.Generator) -> Callable[..., Spectrum]:
    """Another table at each call: units from a thousandth to a thousand, components that each add less than the one before."""

    def draw(constant: int = 0) -> Spectrum:
        columns = int(rng.integers(8, 13))
        turned, _ = np.linalg.qr(rng.normal(size=(columns, columns)))
        X = rng.normal(size=(240, columns)) * 0.75 ** np.arange(columns) @ turned
        X = X * 10 ** rng.uniform(-3, 3, columns) + rng.normal(0, 5, columns)
        X = np.column_stack([X, np.full((240, constant), 3.0)])[:, rng.permutation(columns + constant)]
        return spectrum_of(X)

    return draw


def spectrum_of(X: np.ndarray) -> Spectrum:
    varies = X.max(axis=0) > X.min(axis=0)
    mean, deviation = X.mean(axis=0), np.where(varies, X.std(axis=0), 1.0)
    _, values, directions = np.linalg.svd((X - mean) / deviation, full_matrices=False)
    return Spectrum(X, mean, deviation, directions, np.cumsum(values**2) / np.sum(values**2))


# tree_pruning: a truth of four leaves, under noise.


@dataclass(frozen=True)
class Budget:
    """Rows to train on, rows to test on, what the student gave back for them, and rows that nobody has seen."""

    train: Labelled
    test: Labelled
    later: Labelled
    allowed_loss: float
    tree: Handle
    accuracy: Any

    def unpruned(self) -> DecisionTreeClassifier:
        return DecisionTreeClassifier(random_state=0).fit(self.train.X, self.train.y)


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """What the checks of a judging share, so that a search is paid once."""
    return {}


@pytest.fixture
def budget(kept: dict[str, Any], student: Student, draw_rows: Callable[..., Labelled]) -> Budget:
    """The student's answer to one drawn budget, the same for all checks of a judging."""
    if "budget" not in kept:
        train, test, later = draw_rows(280), draw_rows(140, wrong=0.04), draw_rows(2800)
        tree, accuracy = as_list(student.prune_tree(train.X, train.y, test.X, test.y, 0.03))
        kept["budget"] = Budget(train, test, later, 0.03, tree, accuracy)
    budget: Budget = kept["budget"]
    return budget


@pytest.fixture
def draw_rows(rng: np.random.Generator) -> Callable[..., Labelled]:
    """Rows of two classes. One column tells the class, but for one row in seven, which another column tells; two say
    nothing. In the share ``wrong`` of each kind of row the class is wrong: where it is another share, so is the accuracy."""

    def draw(count: int, wrong: float = 0.12) -> Labelled:
        number = np.arange(count)
        side, exception = number % 2, (number // 2) % 7 == 0
        y = (side == 1) ^ exception
        for kind in range(4):
            rows = np.flatnonzero(2 * side + exception == kind)
            mistaken = rng.choice(rows, round(wrong * len(rows)), replace=False)
            y[mistaken] = ~y[mistaken]
        noise = rng.normal(size=(count, 2))
        X = np.column_stack([side + rng.uniform(-0.4, 0.4, count), exception + rng.uniform(-0.4, 0.4, count), noise])
        order = rng.permutation(count)
        return Labelled(X[order].round(1), y[order].astype(int))

    return draw


@dataclass(frozen=True)
class Facts:
    """Of a tree: its leaves, the rows that it was trained on, and the classes that it gives; as scikit-learn says them."""

    leaves: int
    rows: int
    classes: np.ndarray


@pytest.fixture
def facts() -> Callable[[Handle, np.ndarray], Facts]:
    def ask(tree: Handle, X: np.ndarray) -> Facts:
        leaves, rows, classes = as_list(run_in(tree, _facts, tree, X))
        return Facts(int(as_number(leaves)), int(as_number(rows)), as_array(classes))

    return ask


def _facts(tree: Any, X: np.ndarray) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    if not isinstance(tree, DecisionTreeClassifier):
        raise TypeError("prune_tree gives back a DecisionTreeClassifier, and its accuracy")
    classes = DecisionTreeClassifier.predict(tree, X)
    leaves = DecisionTreeClassifier.get_n_leaves(tree)
    return [int(leaves), int(tree.tree_.n_node_samples[0]), classes.astype(int)]


# weight_pruning: networks whose every number the judge has drawn.


@dataclass(frozen=True)
class Net:
    """A network in the student's process, by name of each tensor its numbers, and which of these are to be pruned."""

    model: Handle
    numbers: dict[str, np.ndarray]
    weights: list[str]

    def smallest(self, count: int) -> dict[str, np.ndarray]:
        """Where the ``count`` weights of least magnitude are, all layers together."""
        sizes = np.concatenate([np.abs(self.numbers[name]).ravel() for name in self.weights])
        limit = np.sort(sizes)[count]
        return {name: np.abs(self.numbers[name]) < limit for name in self.weights}

    @property
    def total(self) -> int:
        return sum(self.numbers[name].size for name in self.weights)


@pytest.fixture
def draw_net(student: Student, rng: np.random.Generator) -> Callable[[], Net]:
    """Another network at each call: a layer inside another, one that normalizes, and weights of a size of their own in
    each layer."""

    def draw() -> Net:
        columns, wide, narrow = (int(n) for n in rng.integers([5, 16, 8], [10, 25, 14]))
        shapes = {
            "0.weight": (wide, columns),
            "0.bias": (wide,),
            "1.weight": (wide,),
            "1.bias": (wide,),
            "1.running_mean": (wide,),
            "1.running_var": (wide,),
            "3.0.weight": (narrow, wide),
            "3.0.bias": (narrow,),
            "4.weight": (1, narrow),
            "4.bias": (1,),
        }
        sizes = dict(zip(["0.weight", "3.0.weight", "4.weight"], rng.permutation([0.3, 0.6, 1.2]), strict=True))
        numbers = {
            name: (sizes.get(name, 0.02) * rng.normal(size=shape)).astype(np.float32) for name, shape in shapes.items()
        }
        numbers["1.running_var"] = np.abs(numbers["1.running_var"]) + 1
        numbers["1.num_batches_tracked"] = np.array(7)
        return Net(run_in(student, _net, columns, wide, narrow, numbers), numbers, list(sizes))

    return draw


def _net(columns: int, wide: int, narrow: int, numbers: dict[str, np.ndarray]) -> Any:
    import torch
    from torch import nn

    inner = nn.Sequential(nn.Linear(wide, narrow), nn.ReLU())
    net = nn.Sequential(nn.Linear(columns, wide), nn.BatchNorm1d(wide), nn.ReLU(), inner, nn.Linear(narrow, 1))
    net.load_state_dict({name: torch.tensor(values) for name, values in numbers.items()})
    return net.eval()


@pytest.fixture
def draw_picture_net(student: Student, rng: np.random.Generator) -> Callable[[], Net]:
    """A network with a layer that looks at pictures."""

    def draw() -> Net:
        numbers = {
            "0.weight": rng.normal(size=(int(rng.integers(4, 9)), 1, 3, 3)),
            "3.weight": rng.normal(size=(2, 36)),
            "3.bias": rng.normal(size=2),
        }
        numbers["0.bias"] = rng.normal(size=len(numbers["0.weight"]))
        numbers["3.weight"] = rng.normal(size=(2, 36 * len(numbers["0.weight"])))
        numbers = {name: values.astype(np.float32) for name, values in numbers.items()}
        return Net(run_in(student, _picture_net, numbers), numbers, ["0.weight", "3.weight"])

    return draw


def _picture_net(numbers: dict[str, np.ndarray]) -> Any:
    import torch
    from torch import nn

    channels = len(numbers["0.bias"])
    net = nn.Sequential(nn.Conv2d(1, channels, 3), nn.ReLU(), nn.Flatten(), nn.Linear(36 * channels, 2))
    net.load_state_dict({name: torch.tensor(values) for name, values in numbers.items()})
    return net.eval()


@pytest.fixture
def no_training(student: Student) -> Handle:
    """A ``fine_tune`` that changes nothing."""
    function: Handle = run_in(student, _no_training)
    return function


def _no_training() -> Any:
    return lambda model: None


@pytest.fixture
def numbers_in() -> Callable[[Handle], dict[str, np.ndarray]]:
    """By name, the numbers of a network, as PyTorch itself reads them."""

    def read(model: Handle) -> dict[str, np.ndarray]:
        found = run_in(model, _numbers_in, model)
        if not isinstance(found, dict):
            raise TypeError("a network has a dictionary of numbers")
        return {name: as_array(values) for name, values in found.items()}

    return read


def _numbers_in(model: Any) -> Any:
    from torch import nn

    return {str(name): tensor.detach().cpu().numpy() for name, tensor in nn.Module.state_dict(model).items()}


@pytest.fixture
def answers_of() -> Callable[[Handle, np.ndarray], np.ndarray]:
    """What a network answers to the rows."""
    return lambda model, X: as_array(run_in(model, _answers_of, model, X))


def _answers_of(model: Any, X: np.ndarray) -> Any:
    import torch

    model.eval()
    with torch.no_grad():
        return model(torch.tensor(X)).squeeze(1).numpy()


@dataclass(frozen=True)
class Lesson:
    """What a network learns, and rows to see what it has learnt; and what goes on teaching it in the student's process."""

    trained: Handle
    fine_tune: Handle
    X: np.ndarray
    y: np.ndarray
    weights: list[str]

    def accuracy(self, model: Handle) -> float:
        answers = as_array(run_in(model, _answers_of, model, self.X))
        return float(((answers > 0) == self.y).mean())


@pytest.fixture
def draw_lesson(student: Student, rng: np.random.Generator) -> Callable[[], Lesson]:
    def draw() -> Lesson:
        wave, slope = np.linalg.qr(rng.normal(size=(6, 2)))[0].T
        X = rng.normal(size=(2600, 6)).astype(np.float32)
        y = np.sin(2 * X @ wave) + X @ slope > 0
        trained, fine_tune = run_in(student, _taught, X[:600], y[:600], int(rng.integers(10**6)))
        return Lesson(trained, fine_tune, X[600:], y[600:], ["0.weight", "2.weight", "4.weight"])

    return draw


def _taught(X: np.ndarray, y: np.ndarray, seed: int) -> Any:
    """A network that has learnt, and a function that teaches one some more. Plain descent, because the first step of an
    optimizer of PyTorch's imports for a second."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    rows, late = torch.tensor(X), torch.tensor(y, dtype=torch.float32)

    def teach(model: Any, steps: int = 100) -> None:
        model.train()
        for _ in range(steps):
            model.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(model(rows).squeeze(1), late).backward()
            with torch.no_grad():
                for weights in model.parameters():
                    if weights.grad is not None:
                        weights -= 0.5 * weights.grad

    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(6, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))
    teach(net, 300)
    return [net, teach]


# pareto_front: a front that was drawn, and models behind it.


@pytest.fixture
def draw_front(rng: np.random.Generator) -> Callable[..., tuple[list[dict[str, Any]], list[str]]]:
    """Models, and the names of those in front. These stand on a slope: who is better in one measure is worse in another. Each of
    the others has been put behind one of them, in ``measures`` of the three."""

    def draw(front: int, behind: int, measures: Sequence[int]) -> tuple[list[dict[str, Any]], list[str]]:
        slope = np.array([(a, b, 40 - a - b) for a in range(41) for b in range(41 - a)])
        best = rng.choice(slope, size=front, replace=False)
        worse = [
            rng.permutation([*rng.integers(1, 9, size=count), 0, 0, 0][:3]) for count in rng.choice(measures, size=behind)
        ]
        table = np.concatenate([best, best[rng.integers(front, size=behind)] + np.array(worse)])
        steps = rng.integers(1, 12, size=(3, 60)).cumsum(axis=1) * [[1], [1 / 8], [1 / 64]]
        names = [f"m{name}" for name in rng.choice(10**6, size=len(table), replace=False)]
        models = [_model(name, steps, levels) for name, levels in zip(names, table, strict=True)]
        return [models[place] for place in rng.permutation(len(models))], names[:front]

    return draw


def _model(name: str, steps: np.ndarray, levels: np.ndarray) -> dict[str, Any]:
    size, latency, error = (float(of_one[level]) for of_one, level in zip(steps, levels, strict=True))
    return {"name": name, "size": size, "latency": latency, "error": error}
