"""What the checks of this lesson share: a Dockerfile followed without an engine, and programs run as real processes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.containers import Build, File, follow
from grader.judging.api import Fresh, Student, as_list, as_text, run_in
from grader.orders import FEATURES, MINUTES, make_orders

NEEDED = {"requirements.txt", "run_model.py", "model.json"}


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """What the checks of a judging find out once: each answer is asked for a single time, so that it is one answer."""
    return {}


@pytest.fixture
def reader(kept: dict[str, Any], request: pytest.FixtureRequest) -> Fresh:
    """A clean process for what runs no code of a student's."""
    if "reader" not in kept:
        kept["reader"] = request.getfixturevalue("fresh_without")()
    return kept["reader"]


# Exercise 1: a Dockerfile as text.


@pytest.fixture
def today() -> date:
    return date.today()


@pytest.fixture
def text(student: Student, kept: dict[str, Any]) -> str:
    """The student's Dockerfile."""
    if "dockerfile" not in kept:
        kept["dockerfile"] = as_text(student.dockerfile())
    return kept["dockerfile"]


@pytest.fixture
def extras(rng: np.random.Generator) -> dict[str, File]:
    """Files that lie beside those that the image needs; nobody knows their names beforehand."""
    numbers = rng.integers(1000, 9999, size=4)
    names = [".env", "deploy_key.pem", f"orders-{numbers[0]}.csv", f"trial-{numbers[1]}.ipynb", f"src/old_{numbers[2]}.py"]
    return {name: File(b"nothing of this belongs in an image") for name in [*names, f"model-{numbers[3]}.json"]}


@pytest.fixture
def build(text: str, extras: dict[str, File]) -> Build:
    """What Docker would make of it."""
    requirements = File(f"numpy=={version('numpy')}\n".encode())
    return follow(text, {**{name: File() for name in NEEDED}, "requirements.txt": requirements, **extras})


@pytest.fixture
def complaints(reader: Fresh) -> Callable[[str], list[Any]]:
    """What hadolint says about a Dockerfile."""
    return lambda dockerfile: as_list(run_in(reader, _complaints, dockerfile))


def _complaints(dockerfile: str) -> list[str]:
    from grader.containers import hadolint

    return hadolint(dockerfile)


# Exercise 3: a program as a real process.


@dataclass(frozen=True)
class Ran:
    """How a process ended: its exit code (None if it had to be killed), and what it wrote."""

    code: int | None
    out: bytes
    err: str

    @property
    def numbers(self) -> list[float]:
        """The predictions that it wrote, one a line."""
        return [float(json.loads(line)) for line in self.out.decode().splitlines()]

    def refuses(self) -> bool:
        """Whether it ended as the statement wants it to at bad input."""
        return self.code == 2 and bool(self.err.strip()) and "Traceback" not in self.err

    def names_line(self, line: int) -> bool:
        return bool(re.search(rf"(?<!\d){line}(?!\d)", self.err))


@dataclass(frozen=True)
class Scales:
    """A linear model as ``model.json`` holds it, some good rows and what it says about them."""

    columns: int
    model: str
    rows: list[list[float]]
    expected: np.ndarray

    def lines(self) -> list[bytes]:
        return [json.dumps(row).encode() for row in self.rows]


@pytest.fixture
def scales(rng: np.random.Generator) -> Scales:
    columns = int(rng.integers(3, 8))
    mean, scale, coef = rng.normal(0, 9, columns), rng.uniform(0.5, 3, columns), rng.normal(0, 5, columns)
    intercept = float(rng.uniform(10, 40))
    names = [f"column_{number}" for number in range(columns)]
    parts = {"columns": names, "mean": mean.tolist(), "scale": scale.tolist(), "coef": coef.tolist()}
    rows = rng.normal(0, 9, size=(int(rng.integers(6, 12)), columns)).round(3)
    expected = ((rows - mean) / scale) @ coef + intercept
    return Scales(columns, json.dumps({**parts, "intercept": intercept}), rows.tolist(), expected)


@pytest.fixture
def program(student: Student, kept: dict[str, Any]) -> str:
    """The student's run_model.py: the text, or a file that holds it."""
    if "program" not in kept:
        kept["program"] = as_text(run_in(student, _text_of, student["run_model_py"]))
    return kept["program"]


def _text_of(function: Callable[[], Any]) -> Any:
    import pathlib

    made = function()
    return made.read_text(encoding="utf-8") if isinstance(made, pathlib.Path) else made


@pytest.fixture
def run_model(fresh: Fresh, program: str, scales: Scales) -> Callable[..., list[Ran]]:
    """Runs the program once for each input, all at the same time."""

    def run(*inputs: bytes, seconds: float = 6, beside: bool = True) -> list[Ran]:
        ended = as_list(run_in(fresh, _run_all, program, scales.model, list(inputs), seconds, beside))
        return [Ran(code, bytes(out), as_text(err)) for code, out, err in ended]

    return run


@pytest.fixture
def refused(run_model: Callable[..., list[Ran]], scales: Scales, rng: np.random.Generator) -> Callable[..., bool]:
    """Whether the program ends as it should at each of these bad lines, put between good ones; which it has to answer,
    where they come alone: who refuses everything, refuses nothing."""

    def all_refused(*bad: bytes) -> bool:
        inputs = [b"\n".join(scales.lines())]
        for line in bad:
            lines = scales.lines()
            lines.insert(int(rng.integers(1, len(lines))), line)
            inputs.append(b"\n".join(lines) + b"\n")
        good, *others = run_model(*inputs)
        return good.code == 0 and len(good.numbers) == len(scales.rows) and all(ran.refuses() for ran in others)

    return all_refused


def _run_all(program: str, model: str, inputs: list[bytes], seconds: float, beside: bool) -> list[list[Any]]:
    """Start the program for all inputs, in its own folder or in the one above; wait for all of them."""
    import os
    import pathlib
    import subprocess
    import sys
    import tempfile
    import time

    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "app").mkdir()
    (folder / "app" / "run_model.py").write_text(program, encoding="utf-8")
    (folder / "app" / "model.json").write_text(model, encoding="utf-8")
    command = [sys.executable, str(folder / "app" / "run_model.py")]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PYTHONIOENCODING": "utf-8:strict", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    started = []
    for number, data in enumerate(inputs):
        names = [folder / f"{number}.{stream}" for stream in ("in", "out", "err")]
        names[0].write_bytes(data)
        with open(names[0], "rb") as given, open(names[1], "wb") as out, open(names[2], "wb") as err:
            place = folder / "app" if beside else folder
            started.append((subprocess.Popen(command, stdin=given, stdout=out, stderr=err, cwd=place, env=env), names))
    end = time.monotonic() + seconds
    ended = []
    for process, (_, out, err) in started:
        try:
            code = process.wait(max(0.05, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        texts = [path.read_bytes()[: 8 * 2**20] for path in (out, err)]
        ended.append([code, texts[0], texts[1].decode("utf-8", "replace")[:4000]])
    return ended


@pytest.fixture
def talk(fresh: Fresh, program: str, scales: Scales) -> Callable[..., list[Any]]:
    """Starts the program, hands it a line, reads the answer while it is waiting for the next, then does as it is told:
    ``"nothing"``; ``"term"``, send SIGTERM; ``"close"``, close the pipe that it writes into and hand it many more lines."""
    lines = b"\n".join(scales.lines()[:1]) + b"\n"
    return lambda then: as_list(run_in(fresh, _talk, program, scales.model, lines, then))


def _talk(program: str, model: str, line: bytes, then: str) -> list[Any]:
    """The first answer; then the exit code, the seconds that it took to end, and what was written to stderr."""
    import contextlib
    import os
    import pathlib
    import queue
    import subprocess
    import sys
    import tempfile
    import threading
    import time

    import psutil

    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "run_model.py").write_text(program, encoding="utf-8")
    (folder / "model.json").write_text(model, encoding="utf-8")
    with open(folder / "err", "wb") as err:
        pipe = subprocess.PIPE
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        env |= {"PYTHONIOENCODING": "utf-8:strict", "PYTHONDONTWRITEBYTECODE": "1"}
        process = subprocess.Popen(
            [sys.executable, "run_model.py"], stdin=pipe, stdout=pipe, stderr=err, cwd=folder, env=env
        )
    answers: queue.Queue[bytes] = queue.Queue()
    listener = threading.Thread(target=lambda: answers.put(process.stdout.readline()), daemon=True)
    try:
        process.stdin.write(line)
        process.stdin.flush()
        listener.start()
        try:
            answer = answers.get(timeout=4)
        except queue.Empty:
            return [b"", None, 0.0, ""]
        if then == "nothing":
            return [answer, None, 0.0, ""]
        end = time.monotonic() + 1
        time.sleep(0.05)  # a signal that comes between an answer and the wait for the next order is not heard
        while psutil.Process(process.pid).status() == psutil.STATUS_RUNNING and time.monotonic() < end:
            time.sleep(0.05)
        started = time.monotonic()
        if then == "term":
            process.terminate()
        elif then == "close":
            process.stdout.close()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(line * 20_000)
                process.stdin.close()
        try:
            code = process.wait(4)
        except subprocess.TimeoutExpired:
            code = None
        return [answer, code, time.monotonic() - started, (folder / "err").read_text(errors="replace")[:4000]]
    except BrokenPipeError:  # it ended before it was asked anything
        return [b"", process.wait(4), 0.0, (folder / "err").read_text(errors="replace")[:4000]]
    finally:
        process.kill()
        process.wait()


# Exercise 4: a folder that Docker would build, and what would be the container.


@dataclass(frozen=True)
class Container:
    """A context as Docker would be sent it, what it would build, and how what would be the container answered."""

    dockerfile: str
    context: dict[str, File]
    decoys: dict[str, bytes]
    left: bool
    """Whether all that had been in the folder before was still there, unchanged."""
    predicted: list[float]
    expected: np.ndarray

    @property
    def build(self) -> Build:
        return follow(self.dockerfile, self.context)


@pytest.fixture
def linear(rng: np.random.Generator) -> Any:
    """An estimator of minutes."""
    orders = make_orders(int(rng.integers(150, 250)), seed=rng)
    return make_pipeline(StandardScaler(), LinearRegression()).fit(orders[FEATURES].to_numpy(), orders[MINUTES])


@pytest.fixture
def forest(rng: np.random.Generator) -> Any:
    """Another kind of model: no formula with one number a column says what it says."""
    orders = make_orders(int(rng.integers(150, 250)), seed=rng)
    trees = RandomForestRegressor(n_estimators=5, max_depth=4, random_state=int(rng.integers(1000)))
    return trees.fit(orders[FEATURES].to_numpy(), orders[MINUTES])


@pytest.fixture
def deploy(
    student: Student, reader: Fresh, rng: np.random.Generator, request: pytest.FixtureRequest
) -> Callable[..., Container]:
    """Has the student make a context of each model, one after the other in the same folder, and asks the container that
    the last one would give."""

    def deployed(*models: Any, folder: Any) -> Container:
        decoys = _decoys(rng)
        run_in(reader, _write_all, str(folder), decoys)
        for model in models:
            student.make_context(model, folder)
        dockerfile, files, left = as_list(run_in(reader, _look, str(folder), decoys))
        context = {name: File(bytes(data), mode) for name, (data, mode) in files.items()}
        rows = make_orders(int(rng.integers(5, 9)), seed=rng)[FEATURES].to_numpy()
        lines = "".join(json.dumps(row) + "\n" for row in rows.tolist())
        clean = request.getfixturevalue("fresh_without")()  # what the student's program does there, it does to no other
        code, out = as_list(run_in(clean, _run_container, str(folder), lines.encode()))
        predicted = [_number(line) for line in bytes(out).splitlines()] if code == 0 else []
        return Container(as_text(dockerfile), context, decoys, left is True, predicted, models[-1].predict(rows))

    return deployed


@pytest.fixture
def container(deploy: Callable[..., Container], linear: Any, folder: Path, kept: dict[str, Any]) -> Container:
    """The one that the public checks share."""
    if "container" not in kept:
        kept["container"] = deploy(linear, folder=folder)
    return kept["container"]


@pytest.fixture
def context_of(reader: Fresh) -> Callable[[Path], list[Any]]:
    """The names of what Docker would be sent of a folder that has a Dockerfile."""
    return lambda folder: as_list(run_in(reader, _names_of_context, str(folder)))


def _names_of_context(folder: str) -> list[str]:
    from pathlib import Path

    from grader.containers import follow, read_context

    context = read_context(folder)
    follow(Path(folder, "Dockerfile").read_text(encoding="utf-8"), context)
    return sorted(context)


def _number(line: bytes) -> float:
    try:
        return float(json.loads(line))
    except (ValueError, TypeError):
        return math.nan


def _decoys(rng: np.random.Generator) -> dict[str, bytes]:
    """What lies in a folder where somebody has been trying things; nobody knows all of its names beforehand."""
    numbers = rng.integers(1000, 9999, size=4)
    names = [".env", ".git/config", f"orders-{numbers[0]}.csv", f"trial-{numbers[1]}.ipynb", f"old/model-{numbers[2]}.bin"]
    return {name: rng.bytes(30) for name in [*names, f"notes_{numbers[3]}.py", "__pycache__/run_model.cpython-311.pyc"]}


def _write_all(folder: str, files: dict[str, bytes]) -> None:
    from pathlib import Path

    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _look(folder: str, decoys: dict[str, bytes]) -> list[Any]:
    """The Dockerfile, the context with the beginning of each file and its rights, and whether the decoys are as they were."""
    from pathlib import Path

    from grader.containers import read_context

    dockerfile = Path(folder, "Dockerfile").read_text(encoding="utf-8")
    files = {name: (file.data[:50_000], file.mode) for name, file in read_context(folder).items()}
    left = all(Path(folder, name).is_file() and Path(folder, name).read_bytes() == data for name, data in decoys.items())
    return [dockerfile, files, left]


def _run_container(folder: str, stdin: bytes) -> list[Any]:
    """Lay out the image, take the folder away, and run what would be run."""
    import os
    import pathlib
    import subprocess
    import tempfile

    from grader.containers import dry_run
    from grader.containers.root import lay_out, start

    image = dry_run(pathlib.Path(folder, "Dockerfile").read_text(encoding="utf-8"), folder)
    root = pathlib.Path(tempfile.mkdtemp())
    lay_out(image, root)
    os.rename(folder, f"{folder}-away")
    process = start(image, root)
    try:
        out, _ = process.communicate(stdin, timeout=8)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return [None, b""]
    finally:
        os.rename(f"{folder}-away", folder)
    return [process.returncode, out[:100_000]]
