"""What the checks of this lesson share: work whose cost is known, timings that follow a law, and rows that lie on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pytest

from grader.judging.api import Student, as_array, as_list, run_in

cloudpickle.register_pickle_by_value(sys.modules[__name__])

SHORT = 0.13
"""Seconds of work or of waiting: enough to tell them apart."""
HELD = 0.11
"""Seconds that memory is held: a little more than the statement promises."""
TICK = 0.03
"""Seconds: some clocks of a processor move no finer."""
TRIES = 3


# measure_usage


@dataclass(frozen=True)
class Measured:
    """What ``measure`` says about some work, and what the work says about itself."""

    wall: float
    cpu: float
    peak_memory: float
    disk_written: float
    calls: int
    own_wall: float
    own_cpu: float

    def wall_is_right(self) -> bool:
        return 0.95 * self.own_wall - TICK <= self.wall <= 1.5 * self.own_wall + 0.5

    def cpu_is_right(self) -> bool:
        """Measuring may cost something, but less than half of the time."""
        return 0.9 * self.own_cpu - TICK <= self.cpu <= 1.2 * self.own_cpu + self.own_wall / 2

    def peak_is(self, size: float) -> bool:
        return 0.8 * size <= self.peak_memory <= 1.5 * size

    def wrote(self, size: float) -> bool:
        return 0.9 * size <= self.disk_written <= 1.2 * size


@pytest.fixture
def measure(student: Student, folder: Path) -> Callable[..., Measured]:
    """Has the student's ``measure`` look at steps such as ``("sleep",)`` or ``("hold", "array", 50_000_000)``."""
    return lambda *steps: Measured(*run_in(student, _measure, student["measure"], steps, str(folder)))


@pytest.fixture
def agrees(measure: Callable[..., Measured]) -> Callable[..., bool]:
    """Whether what it says of these steps ``holds``, in one of a few tries: on a busy machine one may go wrong by itself."""
    return lambda holds, *steps: any(holds(measure(*steps)) for _ in range(TRIES))


def _measure(measure: Callable[..., Any], steps: list[Any], folder: str) -> list[float]:
    import time

    own = []

    def work() -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        for step, *how in steps:
            _STEPS[step](*how)
        own.append([time.perf_counter() - wall, time.process_time() - cpu])

    with _in_files_of_memory(folder):
        usage = measure(work)
    said = [float(getattr(usage, name)) for name in ["wall", "cpu", "peak_memory", "disk_written"]]
    return [*said, len(own), *own[-1]]


def _in_files_of_memory(folder: str) -> Any:
    """In a new working folder; where Linux has files that live in memory, there: a grader's sandbox has no others."""
    import contextlib
    import os
    import tempfile

    memory = "/dev/shm"
    place = memory if os.access(memory, os.W_OK) else folder

    @contextlib.contextmanager
    def inside() -> Any:
        before = os.getcwd()
        with tempfile.TemporaryDirectory(dir=place) as scratch:
            os.chdir(scratch)
            try:
                yield
            finally:
                os.chdir(before)

    return inside()


def _sleep(seconds: float = SHORT) -> None:
    import time

    time.sleep(seconds)


def _spin(seconds: float = SHORT) -> None:
    """So many seconds of processor, however busy the machine."""
    import time

    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def _spin_elsewhere() -> None:
    """The same in another thread, as numerical libraries do."""
    import threading

    thread = threading.Thread(target=_spin)
    thread.start()
    thread.join()


def _hold(kind: str, size: int) -> None:
    """Fill so many bytes, hold them for a while, and give them back."""
    import time

    import numpy as np

    held = np.full(size // 8, 1.5) if kind == "array" else bytearray(b"x") * size
    time.sleep(HELD)
    del held


def _write(size: int, files: int) -> None:
    """Write so many bytes into so many files of the working folder."""
    from pathlib import Path

    block = b"0123456789" * (size // files // 10)
    for number in range(files):
        folder = Path(f"part-{number % 2}")
        folder.mkdir(exist_ok=True)
        Path(folder, f"{number}.bin").write_bytes(block)


def _raise(kind: str, message: str) -> None:
    import builtins

    raise getattr(builtins, kind)(message)


_STEPS: dict[str, Callable[..., None]] = {
    "sleep": _sleep,
    "spin": _spin,
    "spin elsewhere": _spin_elsewhere,
    "hold": _hold,
    "write": _write,
    "raise": _raise,
}


# scaling_exponent


@dataclass(frozen=True)
class Timings:
    """Sizes, in no order, and the seconds that a law and its noise give for them."""

    sizes: list[int]
    seconds: list[float]
    law: Callable[[Any], Any]


@pytest.fixture
def draw_timings(rng: np.random.Generator) -> Callable[..., Timings]:
    """Timings of ``law`` (rows to something proportional to seconds), with relative noise; another machine at each call."""

    def draw(law: Callable[[Any], Any], noise: float = 0.0, count: int = 15) -> Timings:
        ends = rng.uniform(80, 200), rng.uniform(60_000, 120_000)
        sizes = np.geomspace(*ends, count).round()
        rng.shuffle(sizes)
        unit = rng.uniform(1e-6, 1e-4) / law(1000)
        seconds = unit * law(sizes) * np.exp(rng.normal(0, noise, count))
        return Timings(sizes.astype(int).tolist(), seconds.tolist(), lambda n: unit * law(n))

    return draw


# chunked_inference


@dataclass(frozen=True)
class Chunked:
    """What the student's function gave back, how many rows the model got at each call, and the peak of extra memory."""

    predictions: Any
    expected: np.ndarray
    calls: list[int]
    peak: float

    @property
    def array(self) -> np.ndarray:
        return as_array(self.predictions)


@pytest.fixture
def in_chunks(student: Student, folder: Path, rng: np.random.Generator) -> Callable[..., Chunked]:
    """Has the student predict ``n`` rows on disk, ``rows`` at a time, with a model whose answers are of some ``kind``."""

    def predict(n: int, rows: int, kind: str = "number", columns: int = 6) -> Chunked:
        seed, weights = int(rng.integers(10**9)), rng.normal(size=(columns, 3))
        function = student["predict_in_chunks"]
        predictions, calls, peak = run_in(
            student, _predict_from_disk, function, str(folder / f"rows-{seed}"), seed, n, rows, kind, weights
        )
        return Chunked(predictions, _answers(_rows(seed, n, columns), weights, kind), as_list(calls), peak)

    return predict


def _rows(seed: int, n: int, columns: int) -> np.ndarray:
    import numpy as np

    return np.random.default_rng(seed).standard_normal((n, columns), dtype=np.float32)


def _answers(X: np.ndarray, weights: np.ndarray, kind: str) -> np.ndarray:
    """What the model says: a number, a yes or no, a class, or three probabilities for each row."""
    import numpy as np

    scores = np.tanh(np.asarray(X, dtype=float) @ weights)
    match kind:
        case "bool":
            return scores[:, 0] > 0
        case "class":
            return scores.argmax(axis=1)
        case "table":
            return scores
    return scores[:, 0]


def _predict_from_disk(
    function: Callable[..., Any], path: str, seed: int, n: int, rows: int, kind: str, weights: np.ndarray
) -> list[Any]:
    import os
    import tracemalloc

    import numpy as np

    calls: list[int] = []

    class Model:
        def predict(self, X: Any) -> Any:
            if len(X) == 0:
                raise ValueError("Found array with 0 sample(s) while a minimum of 1 is required by the model.")
            calls.append(len(X))
            return _answers(X, weights, kind)

    _rows(seed, n, len(weights)).tofile(path)
    memmap = np.memmap(path, dtype=np.float32, mode="r", shape=(n, len(weights)))
    tracemalloc.start()
    try:
        predictions = function(Model(), memmap, rows)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        del memmap
        os.remove(path)
    return [predictions, calls, peak]
