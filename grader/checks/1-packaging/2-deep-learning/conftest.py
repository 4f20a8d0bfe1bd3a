"""What the checks of this lesson share: a clean process where every task has a fork of its own, networks whose numbers the
judge has drawn, and a training that can be cut. The judge itself imports neither PyTorch nor TensorFlow."""

from __future__ import annotations

import functools
import io
import os
import pickle
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pytest

from grader.judging.api import Fresh, Handle, Student, as_array, as_list, run_in

OPTIMIZERS_NEED = "torch._dynamo"
"""What PyTorch's optimizers import when they are first used."""


@dataclass(frozen=True)
class Elsewhere:
    """A clean process that imports what it needs in a thread of its own, while the student's process is at work. Each task
    is done in a fork, so that no task finds what a student's function left behind in another."""

    process: Fresh
    importing: Handle

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """What ``function(*args)`` gives there: plain data."""
        _wait_for(self.importing)
        return run_in(self.process, _in_a_fork, function, *args)

    def write(self, path: Path, data: bytes) -> None:
        run_in(self.process, Path.write_bytes, path, data)

    def exists(self, path: Path) -> bool:
        return run_in(self.process, os.path.lexists, str(path)) is True


@pytest.fixture(scope="session")
def kept() -> dict[str, Elsewhere]:
    """The clean processes that all checks of a judging share, so that their imports are paid once."""
    return {}


@pytest.fixture
def elsewhere(kept: dict[str, Elsewhere], request: pytest.FixtureRequest) -> Elsewhere:
    """A clean process with PyTorch."""
    return _kept(kept, "torch", lambda: request.getfixturevalue("fresh"))


@pytest.fixture
def trainer(kept: dict[str, Elsewhere], request: pytest.FixtureRequest) -> Elsewhere:
    """A clean process with PyTorch, where a network can learn."""
    return _kept(kept, f"torch {OPTIMIZERS_NEED}", lambda: request.getfixturevalue("fresh"))


@pytest.fixture
def no_keras(kept: dict[str, Elsewhere], request: pytest.FixtureRequest) -> Elsewhere:
    """A clean process with TensorFlow, in which Keras cannot be imported."""
    return _kept(kept, "tensorflow", lambda: request.getfixturevalue("fresh_without")("keras"))


def _kept(kept: dict[str, Elsewhere], modules: str, start: Callable[[], Fresh]) -> Elsewhere:
    if modules not in kept:
        process = start()
        kept[modules] = Elsewhere(process, run_in(process, _importing, modules.split()))
    return kept[modules]


def _importing(modules: list[str]) -> Any:
    """A thread that imports them: on a busy machine that takes longer than a call may, and half an import is none."""
    import importlib
    import threading

    thread = threading.Thread(target=lambda: [importlib.import_module(name) for name in modules], daemon=True)
    thread.start()
    return thread


def _wait_for(importing: Handle) -> None:
    for _ in range(5):  # each wait is shorter than a call may take
        if importing.is_alive() is not True:
            break
        importing.join(8.0)


def _in_a_fork(function: Callable[..., Any], *args: Any) -> Any:
    """What ``function(*args)`` gives in a fork of this process; where forks are not sound, here."""
    import builtins
    import multiprocessing
    import sys

    from grader.judging.wire import unpack_plain

    if sys.platform != "linux":
        return function(*args)
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, function, args))
    child.start()
    there.close()
    try:
        outcome, answer = unpack_plain(here.recv_bytes(), lambda number, name: None)
    except EOFError:
        raise RuntimeError("the process ended before it answered") from None
    finally:
        child.kill()
        child.join()
    if outcome == "done":
        return answer
    kind = getattr(builtins, outcome, None)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = type(outcome, (Exception,), {})  # PyTorch's, TensorFlow's or the student's own: its name is what counts
    raise kind(answer)


def _answer(there: Any, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """In the fork: plain data and no pickle, because a student's function may have made it."""
    import gc

    from grader.judging.wire import pack_plain

    gc.disable()  # a collection would touch, and so copy, every page
    try:
        answer = ["done", function(*args)]
    except BaseException as error:
        answer = [type(error).__name__, str(error)[:2000]]
    there.send_bytes(pack_plain(answer, lambda thing: 0))


@pytest.fixture
def by_value(student: Student) -> Callable[[str], bytes]:
    """The student's function of that name, with what it uses, to be opened in a fork."""
    return lambda name: bytes(run_in(student, cloudpickle.dumps, student[name]))


# torch_state_dict: a network whose numbers the judge has drawn, and so can predict with NumPy.


@dataclass(frozen=True)
class Net:
    """A network that normalizes, has dropout, and has learnt ``weights``; what it says about the rows ``X``."""

    weights: dict[str, np.ndarray]
    X: np.ndarray
    expected: np.ndarray

    @property
    def make(self) -> Callable[[], Any]:
        """Makes the network as it is before it learns."""
        hidden, columns = self.weights["1.weight"].shape
        return _maker(columns, hidden)

    def into(self, student: Student) -> Handle:
        """The network in the student's process, as it is while it learns."""
        model: Handle = run_in(student, _net_with, self.make, self.weights)
        return model

    def file(self, elsewhere: Elsewhere, **how: Any) -> bytes:
        """What ``torch.save(state_dict, …, **how)`` writes."""
        return bytes(elsewhere.run(_file_of, self.weights, how))

    def is_in(self, found: Any) -> bool:
        """Whether these are its numbers and no others: name, shape, type and every bit."""
        if not isinstance(found, dict) or sorted(found) != sorted(self.weights):
            return False
        pairs = [(as_array(found[name]), expected) for name, expected in self.weights.items()]
        return all((a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes()) for a, b in pairs)


@pytest.fixture
def draw_net(rng: np.random.Generator) -> Callable[[], Net]:
    """Another network at each call."""

    def draw() -> Net:
        columns, hidden = int(rng.integers(3, 7)), int(rng.integers(8, 17))

        def normal(*shape: int) -> np.ndarray:
            return rng.normal(size=shape).astype(np.float32)

        weights = {
            "0.weight": 1 + abs(normal(columns)),
            "0.bias": normal(columns),
            "0.running_mean": normal(columns),
            "0.running_var": 0.5 + abs(normal(columns)),
            "0.num_batches_tracked": np.array(int(rng.integers(10, 1000))),
            "1.weight": normal(hidden, columns),
            "1.bias": normal(hidden),
            "4.weight": normal(1, hidden),
            "4.bias": normal(1),
        }
        X = normal(int(rng.integers(5, 12)), columns)
        return Net(weights, X, _predict(weights, X))

    return draw


def _predict(weights: dict[str, np.ndarray], X: np.ndarray) -> np.ndarray:
    w = {name: value.astype(float) for name, value in weights.items()}
    normal = (X - w["0.running_mean"]) / np.sqrt(w["0.running_var"] + 1e-5) * w["0.weight"] + w["0.bias"]
    return np.maximum(normal @ w["1.weight"].T + w["1.bias"], 0) @ w["4.weight"].T + w["4.bias"]


def _maker(columns: int, hidden: int) -> Callable[[], Any]:
    def make_model() -> Any:
        from torch import nn

        return nn.Sequential(
            nn.BatchNorm1d(columns), nn.Linear(columns, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, 1)
        )

    return make_model


def _net_with(make: Callable[[], Any], weights: dict[str, np.ndarray]) -> Any:
    model = make()
    model.load_state_dict(_tensors(weights))
    return model.train()


def _file_of(weights: dict[str, np.ndarray], how: dict[str, Any]) -> bytes:
    import io

    import torch

    buffer = io.BytesIO()
    torch.save(_tensors(weights), buffer, **how)
    return buffer.getvalue()


def _tensors(weights: dict[str, np.ndarray]) -> dict[str, Any]:
    import numpy
    import torch

    return {name: torch.from_numpy(numpy.array(value)) for name, value in weights.items()}


# torch_checkpoint: a training that can be cut after any epoch.


@dataclass(frozen=True)
class Training:
    """How a network learns, and the orders of each epoch: those after the cut nobody knows before it."""

    recipe: dict[str, Any]
    days: list[list[np.ndarray]]
    resume: bytes
    """The student's function as it was before it could remember anything of this training."""

    def uncut(self, trainer: Elsewhere) -> list[bytes]:
        """The weights at the end, bit for bit, if nothing cuts it."""
        return _bits(trainer.run(_train, self.recipe, self.days))

    def cut(self, student: Student, path: Path | str, after: Collection[int]) -> None:
        """Train in the student's process, save after each of these epochs, and leave it at the last."""
        run_in(student, _train_and_save, self.recipe, self.days[: max(after)], student["save_checkpoint"], path, after)

    def resumed(self, trainer: Elsewhere, path: Path | str) -> tuple[Any, list[bytes]]:
        """How many epochs were done by what ``resume`` says, and the weights at the end, bit for bit, if another process
        goes on from the file."""
        epoch, weights = trainer.run(_resume_and_train, self.recipe, self.days, self.resume, path)
        return epoch, _bits(weights)


def _bits(weights: Any) -> list[bytes]:
    return [as_array(part).tobytes() for part in as_list(weights)]


@pytest.fixture
def draw_training(
    student: Student, trainer: Elsewhere, by_value: Callable[[str], bytes], rng: np.random.Generator
) -> Callable[..., Training]:
    """Another training at each call."""
    _wait_for(run_in(student, _importing, [OPTIMIZERS_NEED]))

    def draw(**choices: Any) -> Training:
        columns, rows = int(rng.integers(3, 7)), 16 * int(rng.integers(3, 5)) - int(rng.integers(14))  # no batch of one
        recipe = {"dropout": 0.3, "optimizer": "Adam", "schedule": "cosine", **choices, "columns": columns}
        recipe |= {"seed": int(rng.integers(10**6)), "hidden": int(rng.integers(6, 13))}
        days = [
            [rng.normal(size=(rows, columns)).astype(np.float32), rng.integers(0, 2, size=rows).astype(np.float32)]
            for _ in range(int(rng.integers(6, 9)))
        ]
        return Training(recipe, days, by_value("resume"))

    return draw


@pytest.fixture
def look_ahead(
    student: Student, trainer: Elsewhere, folder: Path, draw_training: Callable[..., Training], rng: np.random.Generator
) -> Callable[[str], tuple[Any, Any]]:
    """What comes next after a cut, as it should be and as it is for who resumes. Each part is looked at without the others:
    the rates of this schedule depend on the scheduler alone, a step with given gradients on the optimizer alone."""

    def look(part: str) -> tuple[Any, Any]:
        training, epoch = draw_training(schedule="LambdaLR"), int(rng.integers(2, 6))
        training.cut(student, folder / "cut.pt", after=[epoch])
        expected = trainer.run(_train_and_look, training.recipe, training.days[:epoch])
        found = trainer.run(_resume_and_look, training.recipe, training.resume, folder / "cut.pt")
        return expected[part], found[part]

    return look


def _prepare(recipe: dict[str, Any], seed: int) -> tuple[Any, ...]:
    """What the statement hands over: model, optimizer, scheduler and the generator that shuffles."""
    import torch
    from torch import nn
    from torch.optim import lr_scheduler

    torch.manual_seed(seed)
    columns, hidden = recipe["columns"], recipe["hidden"]
    model = nn.Sequential(
        nn.BatchNorm1d(columns), nn.Linear(columns, hidden), nn.Tanh(), nn.Dropout(recipe["dropout"]), nn.Linear(hidden, 1)
    ).float()
    optimizer = {
        "Adam": lambda: torch.optim.Adam(model.parameters(), lr=0.05),
        "SGD": lambda: torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9),
    }[recipe["optimizer"]]()
    scheduler = {
        "cosine": lambda: lr_scheduler.CosineAnnealingLR(optimizer, T_max=9),
        "StepLR": lambda: lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.6),
        "LambdaLR": lambda: lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 / (1 + epoch)),
    }[recipe["schedule"]]()
    return model, optimizer, scheduler, torch.Generator().manual_seed(seed + 1)


def _train_epoch(parts: tuple[Any, ...], day: list[np.ndarray]) -> None:
    import numpy
    import torch

    model, optimizer, scheduler, generator = parts
    X, y = (torch.from_numpy(numpy.array(part)) for part in day)
    model.train()
    for rows in torch.randperm(len(X), generator=generator).split(16):
        optimizer.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(X[rows]).squeeze(1), y[rows])
        loss.backward()
        optimizer.step()
    scheduler.step()


def _train_and_save(
    recipe: dict[str, Any], days: list[list[np.ndarray]], save: Callable[..., Any], path: Any, after: Collection[int]
) -> None:
    """In the student's process, whose own random numbers and threads stay as they were."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.random.fork_rng(devices=[]):
            parts = _prepare(recipe, recipe["seed"])
            for epoch, day in enumerate(days, 1):
                _train_epoch(parts, day)
                if epoch in after:
                    save(path, *parts, epoch)
    finally:
        torch.set_num_threads(threads)


def _train(recipe: dict[str, Any], days: list[list[np.ndarray]]) -> list[Any]:
    return _weights_of(_trained(recipe, days)[0])


def _resume_and_train(
    recipe: dict[str, Any], days: list[list[np.ndarray]], resume: bytes, path: Any
) -> tuple[int, list[Any]]:
    parts, epoch = _resumed(recipe, resume, path)
    for day in days[epoch:]:
        _train_epoch(parts, day)
    return epoch, _weights_of(parts[0])


def _train_and_look(recipe: dict[str, Any], days: list[list[np.ndarray]]) -> dict[str, Any]:
    return {"epoch": len(days), **_what_comes_next(_trained(recipe, days))}


def _resume_and_look(recipe: dict[str, Any], resume: bytes, path: Any) -> dict[str, Any]:
    parts, epoch = _resumed(recipe, resume, path)
    return {"epoch": epoch, **_what_comes_next(parts)}


def _trained(recipe: dict[str, Any], days: list[list[np.ndarray]]) -> tuple[Any, ...]:
    import torch

    torch.set_num_threads(1)
    parts = _prepare(recipe, recipe["seed"])
    for day in days:
        _train_epoch(parts, day)
    return parts


def _resumed(recipe: dict[str, Any], resume: bytes, path: Any) -> tuple[tuple[Any, ...], Any]:
    """The parts as they are after ``resume``, and the epochs done: a whole number of any make, or None."""
    import operator
    import pickle

    import torch

    torch.set_num_threads(1)
    parts = _prepare(recipe, recipe["seed"] + 1)  # as any program would that does not know what the file holds
    epoch = pickle.loads(resume)(path, *parts)
    try:
        return parts, operator.index(epoch)
    except TypeError:
        return parts, None


def _weights_of(model: Any) -> list[Any]:
    return [tensor.detach().cpu().numpy() for tensor in model.state_dict().values()]


def _what_comes_next(parts: tuple[Any, ...]) -> dict[str, Any]:
    """As plain lists: the model's numbers, the next step, the rates to come, chance, the next order."""
    import torch

    model, optimizer, scheduler, generator = parts
    dice, order = torch.rand(8).tolist(), torch.randperm(20, generator=generator).tolist()
    numbers = [tensor.tolist() for tensor in model.state_dict().values()]
    before = [parameter.detach().clone() for parameter in model.parameters()]
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    step = [(new.detach() - old).sum().item() for new, old in zip(model.parameters(), before, strict=True)]
    rates = []
    for _ in range(5):
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return {"model": numbers, "step": step, "rates": rates, "dice": dice, "order": order}


# untrusted_checkpoint: files that run something when they are loaded, written byte by byte.

PROTOCOL_2, STOP, POP, REDUCE, STACK_GLOBAL = b"\x80\x02", b".", b"0", b"R", b"\x93"


@dataclass(frozen=True)
class Pickles:
    """Instructions of the pickle machine. The judge writes them and never has them run."""

    def call(self, function: str, *arguments: Any) -> bytes:
        """Call ``module.name`` with plain data."""
        module, _, name = function.rpartition(".")
        return f"c{module}\n{name}\n".encode() + self.plain(arguments) + REDUCE

    def call_by_texts(self, function: str, *arguments: Any) -> bytes:
        """The same, as newer protocols write it: the name is two texts like any other."""
        module, _, name = function.rpartition(".")
        return self.plain(module) + self.plain(name) + STACK_GLOBAL + self.plain(arguments) + REDUCE

    def plain(self, thing: Any) -> bytes:
        return pickle.dumps(thing, protocol=2).removeprefix(PROTOCOL_2).removesuffix(STOP)

    def before(self, pickled: bytes, gadget: bytes) -> bytes:
        """The same pickle, which does something first and then gives what it always gave."""
        return PROTOCOL_2 + gadget + POP + pickled.removeprefix(PROTOCOL_2)


@pytest.fixture
def pickles() -> Pickles:
    return Pickles()


@pytest.fixture
def repacked() -> Callable[[bytes, Callable[[bytes], bytes]], bytes]:
    """A file of ``torch.save``'s with another ``data.pkl``."""
    return _repacked


def _repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name.endswith("/data.pkl") else old.read(name))
    return copy.getvalue()


@pytest.fixture
def canary(folder: Path) -> str:
    """A path that only a file which runs something will ever create."""
    return str(folder / "canary")


@pytest.fixture
def weights_file(elsewhere: Elsewhere, draw_net: Callable[[], Net]) -> Callable[..., bytes]:
    """The file of a state dict, the same weights at each call; ``how`` goes to ``torch.save``."""
    net = draw_net()
    return functools.cache(lambda **how: net.file(elsewhere, **how))


@pytest.fixture
def tells_apart(
    student: Student, elsewhere: Elsewhere, folder: Path, canary: str, rng: np.random.Generator
) -> Callable[..., bool]:
    """Whether ``is_safe_checkpoint`` says yes to all ``data`` and no to all ``programs``, and runs nothing. Neither their
    names nor their order tell which is which."""

    def ask(data: list[bytes], programs: list[bytes], suffix: str = ".pt") -> bool:
        files = [(content, True) for content in data] + [(content, False) for content in programs]
        right = True
        for number in rng.permutation(len(files)):
            content, expected = files[number]
            path = folder / f"{rng.integers(10**9)}{suffix}"
            elsewhere.write(path, content)
            right &= student.is_safe_checkpoint(path) is expected and not elsewhere.exists(Path(canary))
        return right

    return ask


# tf_saved_model: a Keras model of a class of its own, with numbers that the judge has drawn.


@dataclass(frozen=True)
class Network:
    """A hidden layer, dropout, and as many answers as the model was asked for; what it says about the rows ``X``."""

    numbers: list[np.ndarray]
    X: np.ndarray
    expected: np.ndarray

    def into(self, student: Student) -> Handle:
        """The model in the student's process, as its training left it."""
        model: Handle = run_in(student, _keras_model, self.numbers, self.X)
        return model

    def write(self, no_keras: Elsewhere, folder: Path, takes: str, gives: str) -> None:
        """A SavedModel of it, made by the judge without Keras; its signature names input and output so."""
        no_keras.run(_write_saved_model, self.numbers, str(folder), takes, gives)


@pytest.fixture
def draw_network(rng: np.random.Generator) -> Callable[[], Network]:
    """Another network at each call."""

    def draw() -> Network:
        columns, hidden, answers = int(rng.integers(3, 8)), int(rng.integers(6, 17)), int(rng.integers(1, 4))
        shapes = [(columns, hidden), (hidden,), (hidden, answers), (answers,)]
        numbers = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
        X = rng.normal(size=(int(rng.integers(5, 12)), columns))
        first, shift, last, offset = numbers
        expected = 1 / (1 + np.exp(-(np.maximum(X @ first + shift, 0) @ last + offset)))
        return Network(numbers, X, expected)

    return draw


def _keras_model(numbers: list[np.ndarray], X: np.ndarray) -> Any:
    import keras

    class OrdersNetwork(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.first = keras.layers.Dense(numbers[1].size, activation="relu")
            self.drop = keras.layers.Dropout(0.5)
            self.last = keras.layers.Dense(numbers[3].size, activation="sigmoid")

        def call(self, X: Any, training: bool | None = None) -> Any:
            return self.last(self.drop(self.first(X), training=training))

    model = OrdersNetwork()
    model(X[:4].astype("float32"))
    model.set_weights(numbers)
    return model


def _write_saved_model(numbers: list[np.ndarray], folder: str, takes: str, gives: str) -> None:
    import tensorflow as tf

    module = tf.Module()
    module.first, module.shift, module.last, module.offset = (tf.Variable(number) for number in numbers)

    @tf.function(input_signature=[tf.TensorSpec([None, len(numbers[0])], tf.float32, name=takes)])
    def serve(X: Any) -> dict[str, Any]:
        hidden = tf.nn.relu(X @ module.first + module.shift)
        return {gives: tf.nn.sigmoid(hidden @ module.last + module.offset)}

    tf.saved_model.save(module, folder, signatures={"serving_default": serve})
