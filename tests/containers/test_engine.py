"""A real engine makes of a Dockerfile what we say that it would, and the lesson's solutions run in it with limits.

Where no engine answers, or it lacks the base image, these tests are skipped and say why. ``engine.sh`` beside this file
starts one; ``DOCKER_HOST`` says where it is.
"""

from __future__ import annotations

import ast
import json
import os
import platform
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import docker
import nbformat
import numpy as np
import pytest
from docker.errors import APIError, BuildError, DockerException, ImageNotFound
from nbclient import NotebookClient
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.authoring.notebook import notebook_text
from grader.authoring.source import read_lesson
from grader.containers import follow, read_context
from grader.exercises import load_exercises
from grader.languages import LANGUAGES
from grader.orders import FEATURES, make_orders
from tests.containers.test_following import CONFIGURED, CONTEXT, FAILING, FOLDER, IGNORED, PLACED

pytestmark = pytest.mark.slow

LESSON = read_lesson(Path(__file__).parents[2] / "solutions" / "1-packaging" / "4-containers.py")
LIMITS = {
    "network_mode": "none",
    "mem_limit": "512m",
    "read_only": True,
    "user": "10001",
    "cap_drop": ["ALL"],
    "pids_limit": 64,
    "security_opt": ["no-new-privileges"],
}
BASE = "FROM python:3.13.12-slim\n"
STAND_IN = "python:3.11-slim-bookworm"
"""What ``engine.sh`` makes: where the engine lacks an official image of Python, this one takes its place."""
ENV = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
FIND = """
import os
for top in set(os.listdir("/")) - {"proc", "sys", "dev", "usr", "var", "lib", "bin", "sbin"}:
    for folder, _, names in [*os.walk("/" + top), ("/", [], [top] if os.path.isfile("/" + top) else [])]:
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                text = file.read(200)
            if text.startswith((b"content of ", b"numpy==")):
                print(path)
"""


@dataclass
class Engine:
    """An engine, and what to do with it."""

    client: Any

    def build(self, folder: Path) -> Any:
        """The image that it makes of the folder."""
        dockerfile = folder.with_name(f"{folder.name}.Dockerfile")  # beside the folder: the context stays as it is
        dockerfile.write_text(re.sub(r"(?m)^FROM (python:\S+)", self._from, (folder / "Dockerfile").read_text()))
        image, _ = self.client.images.build(
            path=str(folder), dockerfile=str(dockerfile), rm=True, forcerm=True, network_mode="host", timeout=900
        )
        return image

    def _from(self, line: re.Match[str]) -> str:
        """A line FROM with an image that the engine has."""
        return f"FROM {self.had(line[1])}"

    def had(self, reference: str) -> str:
        """This image, or the one that stands in for it."""
        for one in [reference, STAND_IN]:
            try:
                self.client.images.get(one)
            except ImageNotFound:
                continue
            return one
        pytest.skip(f"the engine has neither {reference} nor {STAND_IN}: run tests/containers/engine.sh start")

    def start(self, image: Any, **limits: Any) -> tuple[Any, socket.socket]:
        container = self.client.containers.create(image, stdin_open=True, **limits)
        pipe = container.attach_socket(params={"stdin": 1, "stream": 1})
        container.start()
        return container, getattr(pipe, "_sock", pipe)

    def ask(self, image: Any, data: bytes) -> tuple[int, bytes, bytes]:
        """How a container of that image answers, with limits: its exit code, stdout and stderr."""
        container, pipe = self.start(image, **LIMITS)
        try:
            pipe.sendall(data)
            pipe.shutdown(socket.SHUT_WR)
            code = container.wait(timeout=60)["StatusCode"]
            return code, container.logs(stdout=True, stderr=False), container.logs(stdout=False, stderr=True)
        finally:
            container.remove(force=True)

    def run(self, image: Any, code: str, **limits: Any) -> str:
        """What a Python program prints in a container of that image."""
        limits = {"network_mode": "none", **limits}
        command = ["-c", code]
        out: bytes = self.client.containers.run(image, command, entrypoint=["python"], remove=True, **limits)
        return out.decode()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    try:
        client = docker.from_env(timeout=900)
        client.ping()
    except DockerException as error:
        pytest.skip(f"no Docker engine answers ({type(error).__name__})")
    yield Engine(client)
    client.close()


@pytest.fixture(scope="module")
def solutions() -> dict[str, Any]:
    """What the lesson's solutions define."""
    namespace: dict[str, Any] = {}
    for source in [LESSON.imports, *LESSON.answers.values()]:
        exec(source, namespace)
    return namespace


@pytest.fixture
def shop(tmp_path: Path, solutions: dict[str, Any]) -> Path:
    """The folder of the first exercise, with everything that should not get into an image."""
    weights = {"columns": ["a", "b"], "mean": [1, 2], "scale": [2, 4], "coef": [3, 8], "intercept": 10}
    files = {
        "Dockerfile": solutions["dockerfile"](),
        "requirements.txt": f"numpy=={version('numpy')}\n",
        "run_model.py": solutions["run_model_py"](),
        "model.json": json.dumps(weights),
        ".env": "API_TOKEN=x",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def repaired(engine: Engine, shop: Path) -> Any:
    return engine.build(shop)


def test_the_repaired_dockerfile_answers_with_limits(engine: Engine, repaired: Any) -> None:
    code, out, err = engine.ask(repaired, b"[3, 6]\n[1, 2]\n")
    assert (code, [float(line) for line in out.splitlines()], err) == (0, [21.0, 10.0], b"")
    code, out, err = engine.ask(repaired, b"[3, 6]\n[NaN, 2]\n")
    assert code == 2
    assert float(out) == 21.0
    assert b"line 2" in err
    assert b"Traceback" not in err


def test_docker_stop_does_not_have_to_kill_it(engine: Engine, repaired: Any) -> None:
    container, pipe = engine.start(repaired, **LIMITS)
    try:
        pipe.sendall(b"[3, 6]\n")
        end = time.monotonic() + 20
        while not container.logs() and time.monotonic() < end:
            time.sleep(0.1)
        started = time.monotonic()
        container.stop(timeout=10)
        assert time.monotonic() - started < 5
        assert container.wait()["StatusCode"] == 0
    finally:
        container.remove(force=True)


def test_its_user_and_its_files_are_as_the_dry_run_says(engine: Engine, repaired: Any, shop: Path) -> None:
    image = follow((shop / "Dockerfile").read_text(), read_context(shop)).final
    told = engine.run(repaired, "import os, numpy; print(os.getuid(), os.getcwd(), sorted(os.listdir()), numpy.__version__)")
    names = sorted(path.rpartition("/")[2] for path in image.files)
    assert told.strip() == f"{image.user} {image.workdir} {names} {version('numpy')}"
    assert repaired.attrs["Config"]["Entrypoint"] == image.command


def test_an_edit_of_the_program_rebuilds_the_layers_that_the_solution_names(
    engine: Engine, shop: Path, solutions: dict[str, Any]
) -> None:
    before = engine.build(shop).attrs["RootFS"]["Layers"]
    with open(shop / "run_model.py", "a") as file:
        file.write(f"# {time.time()}\n")
    after = engine.build(shop).attrs["RootFS"]["Layers"]
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    lines = (shop / "Dockerfile").read_text().splitlines()
    assert changed == len(solutions["rebuilt_layers"](lines, ["run_model.py"])) == 1


@pytest.mark.parametrize("kind", ["linear", "forest"])
def test_a_context_becomes_a_container_that_predicts(
    engine: Engine, solutions: dict[str, Any], tmp_path: Path, kind: str
) -> None:
    orders = make_orders(300)
    X = orders[FEATURES].to_numpy()
    linear = make_pipeline(StandardScaler(), LinearRegression())
    model = (linear if kind == "linear" else RandomForestRegressor(10, random_state=0)).fit(X, orders["minutes"])
    (tmp_path / "orders.csv").write_text("not for the image")
    solutions["make_context"](model, tmp_path)
    image = engine.build(tmp_path)
    code, out, err = engine.ask(image, "".join(json.dumps(row) + "\n" for row in X[:5].tolist()).encode())
    assert (code, err) == (0, b"")
    np.testing.assert_allclose([float(line) for line in out.splitlines()], model.predict(X[:5]), rtol=1e-6)
    assert "orders.csv" not in engine.run(image, "import os; print(os.listdir())")


@pytest.fixture
def base_of_the_lab(engine: Engine) -> Iterator[None]:
    """The laboratory's base in the engine, if need be by another name of the one that stands in."""
    base = f"python:{platform.python_version()}-slim"
    had = engine.had(base)
    if had != base:
        engine.client.images.get(had).tag(base)
    yield
    if had != base:
        engine.client.images.remove(base)


def outputs_of_the_lab(lang: str, **env: str) -> list[str]:
    """What the cells of the solved notebook print, from the one on that looks for an engine."""
    notebook = nbformat.reads(notebook_text(LESSON, lang, load_exercises()), 4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code" and not cell.source.startswith("check(")]
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(env={**os.environ, **env})
    first = next(number for number, cell in enumerate(notebook.cells) if cell.source.startswith("BASE"))
    return ["".join(out.get("text", "") for out in cell.outputs) for cell in notebook.cells[first : first + 4]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_laboratory_builds_and_calls_a_container(lang: str, base_of_the_lab: None) -> None:
    looked, built, _, called = outputs_of_the_lab(lang)
    assert not looked
    assert built.startswith("['late-orders:lab']")
    good, bad = called.splitlines()
    code, answer = ast.literal_eval(good[: good.index(") ") + 1])
    assert code == 0
    assert np.allclose([float(line) for line in answer.split()], [float(word) for word in good.split("[")[-1][:-1].split()])
    assert bad.startswith("(2, b'line 1: ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_engine_the_laboratory_says_so_in_one_line(lang: str, tmp_path: Path) -> None:
    looked, *others = outputs_of_the_lab(lang, DOCKER_HOST=f"unix://{tmp_path}/nobody.sock")
    assert "Docker" in looked
    assert looked.count("\n") == 1
    assert not any(others)


@pytest.fixture
def context(tmp_path: Path) -> Path:
    for name, file in CONTEXT.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(file.data)
    return tmp_path


@pytest.mark.parametrize("lines", [lines for lines, _ in PLACED if "<<" not in lines])
def test_copy_places_files_where_we_say(engine: Engine, context: Path, lines: str) -> None:
    (context / "Dockerfile").write_text(BASE + lines)
    files = follow(BASE + lines, read_context(context)).final.files
    found = engine.run(engine.build(context), FIND).splitlines()
    assert sorted(found) == sorted(path for path, file in files.items() if file.source != "Dockerfile")


@pytest.mark.parametrize("lines", [lines for lines, _ in CONFIGURED])
def test_the_image_is_configured_as_we_say(engine: Engine, context: Path, lines: str) -> None:
    dockerfile = f"{BASE.strip()} AS before\n{lines}\n"
    (context / "Dockerfile").write_text(dockerfile)
    image = follow(dockerfile, read_context(context)).final
    config = engine.build(context).attrs["Config"]
    assert (config["User"], config["WorkingDir"] or "/") == (image.user, image.workdir)
    assert {name: value for name, _, value in (one.partition("=") for one in config["Env"])} == {**ENV, **image.env}
    if image.command:
        assert [*(config["Entrypoint"] or []), *(config["Cmd"] or [])] == image.command


@pytest.mark.skipif(not shutil.which("docker"), reason="docker's own client is not here")
@pytest.mark.parametrize("lines", [lines for lines, _ in IGNORED])
def test_the_context_is_what_we_say(engine: Engine, context: Path, lines: str) -> None:
    for name in FOLDER:
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        (context / name).write_text("content of it")
    (context / ".dockerignore").write_text(lines)
    (context / "Dockerfile").write_text(f"FROM {engine.had(BASE.split()[1])}\nCOPY . /app/\n")
    command = ["docker", "build", "--quiet", "--network=none", str(context)]  # the client decides what it sends
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    found = engine.run(made.stdout.strip(), FIND).splitlines()
    assert {path.removeprefix("/app/") for path in found} == set(read_context(context)) - {"Dockerfile"}


@pytest.mark.parametrize("lines", FAILING)
def test_a_build_fails_where_we_say(engine: Engine, context: Path, lines: str) -> None:
    (context / "Dockerfile").write_text(BASE + lines)
    with pytest.raises((BuildError, APIError)):
        engine.build(context)
