"""What the checks of this lesson share: orders, trained models, pickles that bite, packages, and ONNX."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
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
        """A package as the statement describes it, made by the judge some days ago; with ``data`` for the model's bytes, and
        the record true of them but for ``changes``. A field changed to None is left out."""
        data = data or pickle.dumps(self.model)
        digest = hashlib.new("sha256", data).hexdigest()
        columns = [{"name": column, "dtype": self.X_sample[column].dtype.name} for column in self.X_sample]
        record = dict(python=_PYTHON, sklearn=version("scikit-learn"), sha256=digest, input=columns, created=_THEN) | changes
        told = json.dumps({field: value for field, value in record.items() if value is not None})
        disk.write(folder / "metadata.json", told.encode())
        disk.write(folder / "model.pkl", data)


_PYTHON, _THEN = ".".join(map(str, sys.version_info[:3])), "2026-03-01T12:30:00+00:00"


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
    """Writes a classifier as ONNX; in the student's process, because its libraries are warm there."""

    def write(model: Pipeline, path: Path) -> None:
        scaler, linear = model[0], model[-1]
        coefs, intercepts = (
            part if len(part) > 1 else np.stack([0 * part[0], part[0]]) for part in (linear.coef_, linear.intercept_)
        )
        numbers = scaler.mean_, 1 / scaler.scale_, coefs.ravel(), intercepts
        lists = [part.tolist() for part in numbers]
        run_in(student, _write_onnx, student["to_onnx"], model, str(path), lists, linear.classes_.tolist())

    return write


def _write_onnx(
    to_onnx: Callable[..., Any], model: Pipeline, path: str, numbers: list[list[float]], classes: list[int]
) -> None:
    """Node by node, without the converter; with the input named as the student's own function names it: the statement leaves
    the name to them."""
    import onnx
    import onnxruntime
    from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info

    mean, factor, coefs, intercepts = numbers
    try:
        to_onnx(model, path, len(mean))
        name = onnxruntime.InferenceSession(path).get_inputs()[0].name
    except Exception:
        name = "X"
    fields: dict[str, Any] = {"coefficients": coefs, "intercepts": intercepts, "classlabels_ints": classes}
    nodes = [
        make_node("Scaler", [name], ["scaled"], domain="ai.onnx.ml", offset=mean, scale=factor),
        make_node("LinearClassifier", ["scaled"], ["label", "P"], domain="ai.onnx.ml", post_transform="SOFTMAX", **fields),
    ]
    ends = [
        [make_tensor_value_info(name, onnx.TensorProto.FLOAT, [None, len(mean)])],
        [
            make_tensor_value_info("label", onnx.TensorProto.INT64, [None]),
            make_tensor_value_info("P", onnx.TensorProto.FLOAT, [None, len(classes)]),
        ],
    ]
    opsets = [make_opsetid("", 15), make_opsetid("ai.onnx.ml", 1)]
    onnx.save(make_model(make_graph(nodes, "late", *ends), opset_imports=opsets, ir_version=8), path)


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
