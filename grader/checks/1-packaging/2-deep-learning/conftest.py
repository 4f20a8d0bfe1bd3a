"""What the checks of this lesson share: a clean process where every task has a fork of its own, networks whose numbers the
judge has drawn, and a training that can be cut. The judge itself imports neither PyTorch nor TensorFlow."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.judging.api import Fresh, Handle, Student, as_array, as_list, run_in


@dataclass(frozen=True)
class Elsewhere:
    """A clean process that imports what it needs in a thread of its own, while the student's process is at work. Each task
    is done in a fork, so that no task finds what a student's function left behind in another."""

    process: Fresh
    importing: Handle

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """What ``function(*args)`` gives there: plain data."""
        for _ in range(3):  # each wait is shorter than a call may take
            if self.importing.is_alive() is not True:
                break
            self.importing.join(8.0)
        return run_in(self.process, _in_a_fork, function, *args)

    def write(self, path: Path, data: bytes) -> None:
        run_in(self.process, _write, str(path), data)

    def read(self, path: Path) -> bytes:
        return bytes(run_in(self.process, _read, str(path)))

    def exists(self, path: Path) -> bool:
        return run_in(self.process, _exists, str(path)) is True


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
    """A clean process with PyTorch, and with what its optimizers import when they are first used."""
    return _kept(kept, "torch torch._dynamo", lambda: request.getfixturevalue("fresh"))


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
    import importlib
    import os
    import threading

    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
    thread = threading.Thread(target=lambda: [importlib.import_module(name) for name in modules], daemon=True)
    thread.start()
    return thread


def _in_a_fork(function: Callable[..., Any], *args: Any) -> Any:
    """What ``function(*args)`` gives in a fork of this process; where forks are not sound, here."""
    import builtins
    import gc
    import os
    import signal
    import sys

    from grader.judging.wire import pack_plain, unpack_plain

    if sys.platform != "linux":
        return function(*args)
    here, there = os.pipe()
    child = os.fork()
    if not child:
        gc.disable()  # it would touch, and so copy, every page
        try:
            try:
                answer = ["done", function(*args)]
            except BaseException as error:
                answer = [type(error).__name__, str(error)[:2000]]
            with os.fdopen(there, "wb") as pipe:
                pipe.write(pack_plain(answer, lambda thing: 0))
        finally:
            os._exit(0)
    os.close(there)
    try:
        with os.fdopen(here, "rb") as pipe:
            data = pipe.read()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not data:
        raise RuntimeError("the process ended before it answered")
    outcome, answer = unpack_plain(data, lambda number, name: None)
    if outcome == "done":
        return answer
    kind = getattr(builtins, outcome, None)
    if not (isinstance(kind, type) and issubclass(kind, Exception)):
        kind = type(outcome, (Exception,), {})
    raise kind(answer)


def _write(path: str, data: bytes) -> None:
    from pathlib import Path

    Path(path).write_bytes(data)


def _read(path: str) -> bytes:
    from pathlib import Path

    return Path(path).read_bytes()


def _exists(path: str) -> bool:
    import os

    return os.path.lexists(path)


@pytest.fixture
def by_value(student: Student) -> Callable[[str], bytes]:
    """The student's function of that name, with what it uses, to be opened in a fork."""
    return lambda name: _shipped(student, name)


def _shipped(student: Student, name: str) -> bytes:
    data = run_in(student, _pickled, student[name])
    assert isinstance(data, bytes)
    return data


def _pickled(function: Callable[..., Any]) -> bytes:
    import cloudpickle

    return cloudpickle.dumps(function)


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
    import numpy
    import torch

    model = make()
    model.load_state_dict({name: torch.from_numpy(numpy.array(value)) for name, value in weights.items()})
    return model.train()


def _file_of(weights: dict[str, np.ndarray], how: dict[str, Any]) -> bytes:
    import io

    import numpy
    import torch

    buffer = io.BytesIO()
    torch.save({name: torch.from_numpy(numpy.array(value)) for name, value in weights.items()}, buffer, **how)
    return buffer.getvalue()


# torch_checkpoint: a training that can be cut after any epoch.


@dataclass(frozen=True)
class Training:
    """How a network learns, and the orders of each epoch: those after the cut nobody knows before it."""

    seed: int
    hidden: int
    days: list[list[np.ndarray]]
    dropout: float = 0.3
    optimizer: str = "Adam"
    schedule: str = "cosine"
    resume: bytes = b""
    """The student's function as it was before it could remember anything of this training."""

    @property
    def epochs(self) -> int:
        return len(self.days)

    def plan(self) -> dict[str, Any]:
        """As plain data, for another process; without the orders, which go there epoch by epoch."""
        plan = asdict(replace(self, days=[], resume=b""))
        return {**plan, "columns": self.days[0][0].shape[1]}

    def uncut(self, trainer: Elsewhere) -> list[bytes]:
        """The weights at the end, bit for bit, if nothing cuts it."""
        return _bits(trainer.run(_train, self.plan(), self.days))

    def cut(self, student: Student, path: Path | str, epoch: int, every_epoch: bool = False) -> None:
        """Train in the student's process, save after ``epoch`` epochs (and after each before it), and leave it at that."""
        run_in(student, _train_and_save, self.plan(), self.days[:epoch], student["save_checkpoint"], path, every_epoch)

    def resumed(self, trainer: Elsewhere, path: Path | str) -> tuple[Any, list[bytes]]:
        """How many epochs were done by what ``resume`` says, and the weights at the end, bit for bit, if another process
        goes on from the file."""
        epoch, weights = trainer.run(_resume_and_train, self.plan(), self.days, self.resume, path)
        return epoch, _bits(weights)


def _bits(weights: Any) -> list[bytes]:
    return [as_array(part).tobytes() for part in as_list(weights)]


@pytest.fixture
def look_ahead(
    student: Student, trainer: Elsewhere, folder: Path, draw_training: Callable[..., Training], rng: np.random.Generator
) -> Callable[[str], tuple[Any, Any]]:
    """What comes next after a cut, as it should be and as it is for who resumes. Each part is looked at without the others:
    the rates of this schedule depend on the scheduler alone, a step with given gradients on the optimizer alone."""

    def look(part: str) -> tuple[Any, Any]:
        training, epoch = draw_training(schedule="LambdaLR"), int(rng.integers(2, 6))
        training.cut(student, folder / "cut.pt", epoch)
        expected = trainer.run(_train_and_look, training.plan(), training.days[:epoch])
        found = trainer.run(_resume_and_look, training.plan(), training.resume, folder / "cut.pt")
        return expected[part], found[part]

    return look


@pytest.fixture
def draw_training(student: Student, rng: np.random.Generator) -> Callable[..., Training]:
    """Another training at each call."""

    def draw(**choices: Any) -> Training:
        columns, rows = int(rng.integers(3, 7)), 16 * int(rng.integers(3, 5)) - int(rng.integers(14))  # no batch of one
        days = [
            [rng.normal(size=(rows, columns)).astype(np.float32), rng.integers(0, 2, size=rows).astype(np.float32)]
            for _ in range(int(rng.integers(6, 9)))
        ]
        resume = _shipped(student, "resume")
        return Training(int(rng.integers(10**6)), int(rng.integers(6, 13)), days, resume=resume, **choices)

    return draw


def _prepare(plan: dict[str, Any], seed: int) -> tuple[Any, ...]:
    """What the statement hands over: model, optimizer, scheduler and the generator that shuffles."""
    import torch
    from torch import nn
    from torch.optim import lr_scheduler

    torch.manual_seed(seed)
    columns, hidden = plan["columns"], plan["hidden"]
    model = nn.Sequential(
        nn.BatchNorm1d(columns), nn.Linear(columns, hidden), nn.Tanh(), nn.Dropout(plan["dropout"]), nn.Linear(hidden, 1)
    ).float()
    if plan["optimizer"] == "Adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    if plan["schedule"] == "StepLR":
        scheduler = lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.6)
    elif plan["schedule"] == "cosine":
        scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max=9)
    else:
        scheduler = lr_scheduler.LambdaLR(optimizer, lambda epoch: 1 / (1 + epoch))
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


def _weights_of(model: Any) -> list[Any]:
    return [tensor.detach().cpu().numpy() for tensor in model.state_dict().values()]


def _train(plan: dict[str, Any], days: list[list[np.ndarray]]) -> list[Any]:
    import torch

    torch.set_num_threads(1)
    parts = _prepare(plan, plan["seed"])
    for day in days:
        _train_epoch(parts, day)
    return _weights_of(parts[0])


def _train_and_save(
    plan: dict[str, Any], days: list[list[np.ndarray]], save: Callable[..., Any], path: Any, every_epoch: bool
) -> None:
    """In the student's process, whose own random numbers and threads stay as they were."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.random.fork_rng(devices=[]):
            parts = _prepare(plan, plan["seed"])
            for epoch, day in enumerate(days, 1):
                _train_epoch(parts, day)
                if every_epoch or epoch == len(days):
                    save(path, *parts, epoch)
    finally:
        torch.set_num_threads(threads)


def _resume_and_train(plan: dict[str, Any], days: list[list[np.ndarray]], resume: bytes, path: Any) -> tuple[int, list[Any]]:
    import pickle

    import torch

    torch.set_num_threads(1)
    parts = _prepare(plan, plan["seed"] + 1)  # as any program would that does not know what the file holds
    epoch = int(pickle.loads(resume)(path, *parts))
    for day in days[epoch:]:
        _train_epoch(parts, day)
    return epoch, _weights_of(parts[0])


def _train_and_look(plan: dict[str, Any], days: list[list[np.ndarray]]) -> dict[str, Any]:
    import torch

    torch.set_num_threads(1)
    parts = _prepare(plan, plan["seed"])
    for day in days:
        _train_epoch(parts, day)
    return _what_comes_next(parts, len(days))


def _resume_and_look(plan: dict[str, Any], resume: bytes, path: Any) -> dict[str, Any]:
    import pickle

    parts = _prepare(plan, plan["seed"] + 1)
    return _what_comes_next(parts, pickle.loads(resume)(path, *parts))


def _what_comes_next(parts: tuple[Any, ...], epoch: Any) -> dict[str, Any]:
    """As plain lists: the model's numbers, the next step, the rates to come, chance, the next order, the epochs done."""
    import warnings

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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    try:
        epoch = int(epoch)
    except Exception:
        epoch = None
    return {"model": numbers, "step": step, "rates": rates, "dice": dice, "order": order, "epoch": epoch}


# untrusted_checkpoint: files that run something when they are loaded, written byte by byte.

PROTOCOL_2, PROTOCOL_4, STOP = b"\x80\x02", b"\x80\x04", b"."
NONE, MEMOIZE, POP, REDUCE, STACK_GLOBAL = b"N", b"\x94", b"0", b"R", b"\x93"


@dataclass(frozen=True)
class Pickles:
    """Instructions of the pickle machine. The judge writes them and never has them run."""

    def call(self, function: str, *arguments: Any) -> bytes:
        """Call ``module.name`` with plain data."""
        module, _, name = function.rpartition(".")
        return f"c{module}\n{name}\n".encode() + self.plain(arguments) + REDUCE

    def call_within(self, module: str, path: str, *arguments: Any) -> bytes:
        """Call what ``module`` can reach at ``path``, which may have dots from protocol 4 on. PyTorch warns of another
        protocol; it does not get so far, because it knows no MEMOIZE."""
        texts = b"".join(b"X" + len(text).to_bytes(4, "little") + text.encode() for text in (module, path))
        return NONE + MEMOIZE + POP + PROTOCOL_4 + texts + STACK_GLOBAL + self.plain(arguments) + REDUCE

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
    """The file of a state dict, always the same one; ``how`` goes to ``torch.save``."""
    net, files = draw_net(), {}

    def write(**how: Any) -> bytes:
        key = str(how)
        if key not in files:
            files[key] = net.file(elsewhere, **how)
        return files[key]

    return write


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
