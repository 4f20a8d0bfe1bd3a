"""What the checks of this lesson share: orders, trained models, pickles that bite, packages, and ONNX."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.judging.api import Disk, Fresh, Student, run_in
from grader.orders import FEATURES, LATE, MINUTES, make_orders


@dataclass(frozen=True)
class Trained:
    """A model, rows that it has seen, and what it says about them."""

    model: Pipeline
    X: np.ndarray
    expected: np.ndarray


@pytest.fixture
def late_orders(rng: np.random.Generator) -> Trained:
    """A classifier of late orders; ``expected`` are its probabilities, which tell models apart better than classes."""
    return train_late(rng)


@pytest.fixture
def other_orders(rng: np.random.Generator) -> Trained:
    """A second classifier of late orders, trained on other orders."""
    return train_late(rng)


@pytest.fixture
def time_orders(rng: np.random.Generator) -> Trained:
    """An estimator of minutes."""
    orders = make_orders(int(rng.integers(150, 250)), seed=rng)
    X = orders[FEATURES].to_numpy()
    model = make_pipeline(StandardScaler(), LinearRegression()).fit(X, orders[MINUTES])
    return Trained(model, X, model.predict(X))


def train_late(rng: np.random.Generator) -> Trained:
    orders = make_orders(int(rng.integers(150, 250)), seed=rng)
    X = orders[FEATURES].to_numpy()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X, orders[LATE])
    return Trained(model, X, model.predict_proba(X))


@pytest.fixture
def numbers_in(reader: Fresh) -> Callable[[Path], list[Any]]:
    """Reads mean, scale, coef and intercept from an HDF5 file, as any program would."""
    return lambda path: run_in(reader, _numbers_in, str(path))


def _numbers_in(path: str) -> list[Any]:
    import h5py
    import numpy

    with h5py.File(path, "r") as file:
        mean, scale, coef = (numpy.asarray(file[name][()], dtype=float) for name in ["mean", "scale", "coef"])
        return [mean, scale, coef, numpy.asarray(file.attrs["intercept"]).item()]


@dataclass(frozen=True)
class BoobyTrap:
    """``data`` is a pickle that creates the file ``canary`` when it is loaded."""

    data: bytes
    canary: Path


@pytest.fixture
def booby_trap(folder: Path) -> BoobyTrap:
    canary = folder / "canary"
    return BoobyTrap(pickle.dumps(_Opens(canary)), canary)


class _Opens:
    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        return open, (self.path, "w")


@dataclass(frozen=True)
class Package:
    """What a student packs, and what the model says about the rows ``X``."""

    model: Pipeline
    X: np.ndarray
    expected: np.ndarray
    X_sample: pd.DataFrame

    def pack(self, student: Student, folder: Path | str) -> None:
        student.pack(self.model, folder, self.X_sample)

    def write(self, disk: Disk, folder: Path, data: bytes | None = None, **changes: Any) -> None:
        """A package as the statement describes it, made by the judge; with ``data`` for the model's bytes, and the record
        true of them but for ``changes``. A field changed to None is left out."""
        data = data or pickle.dumps(self.model)
        record = {
            "python": platform.python_version(),
            "sklearn": sklearn.__version__,
            "sha256": hashlib.sha256(data).hexdigest(),
            "input": [{"name": name, "dtype": str(dtype)} for name, dtype in self.X_sample.dtypes.items()],
            "created": datetime.now(UTC).isoformat(),
            **changes,
        }
        disk.write(folder / "model.pkl", data)
        record = {field: value for field, value in record.items() if value is not None}
        disk.write(folder / "metadata.json", json.dumps(record).encode())


@pytest.fixture
def package(late_orders: Trained, rng: np.random.Generator) -> Package:
    return _packaged(late_orders, rng)


@pytest.fixture
def other_package(other_orders: Trained, rng: np.random.Generator) -> Package:
    return _packaged(other_orders, rng)


def _packaged(trained: Trained, rng: np.random.Generator) -> Package:
    """With a few input rows, the columns in an order of their own."""
    sample = make_orders(int(rng.integers(3, 8)), seed=rng)[list(rng.permutation(FEATURES))]
    return Package(trained.model, trained.X, trained.expected, sample)


@pytest.fixture
def names_in() -> Callable[[bytes], set[str]]:
    """The full names that a pickle of the judge's own imports."""
    return _names_in


def _names_in(data: bytes) -> set[str]:
    names = set()

    class Recorder(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            names.add(f"{module}.{name}")
            found = super().find_class(module, name)
            return (lambda *_: None) if found is open else found  # the canary stays alive in the judge

    Recorder(io.BytesIO(data)).load()
    return names


@pytest.fixture
def train_classifier(rng: np.random.Generator) -> Callable[[int], tuple[Pipeline, np.ndarray]]:
    """Trains a new classifier of so many classes, on some of the columns (never all five); with its rows."""
    first_label = int(rng.integers(2, 9))  # a class is not its place among the probabilities
    columns = sorted(rng.choice(len(FEATURES), size=int(rng.integers(2, len(FEATURES))), replace=False))

    def train(classes: int) -> tuple[Pipeline, np.ndarray]:
        orders = make_orders(int(rng.integers(150, 250)), seed=rng)
        X = orders[FEATURES].to_numpy()[:, columns]
        ranks = orders[MINUTES].rank(pct=True).to_numpy()
        y = first_label + np.minimum((ranks * classes).astype(int), classes - 1)
        return make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y), X

    return train


@pytest.fixture
def onnx_file(student: Student) -> Callable[[Pipeline, Path], None]:
    """Writes a classifier as ONNX; in the student's process, because the converter is warm there."""
    return lambda model, path: run_in(student, _write_onnx, model, str(path), student["to_onnx"])


def _write_onnx(model: Pipeline, path: str, to_onnx: Callable[..., Any]) -> None:
    """With the input named as the student's own function names it: the statement leaves the name to them."""
    from pathlib import Path

    import onnxruntime
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import FloatTensorType

    try:
        to_onnx(model, path, model.n_features_in_)
        name = onnxruntime.InferenceSession(path).get_inputs()[0].name
    except Exception:
        name = "X"
    inputs = [(name, FloatTensorType([None, model.n_features_in_]))]
    graph = convert_sklearn(model, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


@pytest.fixture
def onnx_run(reader: Fresh) -> Callable[[Path, np.ndarray], list[Any]]:
    """Runs an ONNX file on the rows: its classes, its probabilities, and as what kind of object these came."""
    return lambda path, X: run_in(reader, _run_onnx, str(path), X.astype(np.float32))


def _run_onnx(path: str, X: np.ndarray) -> list[Any]:
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options)
    classes, probabilities = session.run(None, {session.get_inputs()[0].name: X})
    kind = type(probabilities).__name__
    if kind == "list":
        probabilities = [[row[name] for name in sorted(row)] for row in probabilities]
    return [classes, numpy.asarray(probabilities), kind]
