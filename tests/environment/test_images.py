"""The two images are built by a real engine: what is in them, whose they are, and that the main job is done inside.

Where no engine answers, these tests are skipped and say why; ``tests/containers/engine.sh`` starts one.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page

from examples.make import LESSON, solved
from grader.containers import read_context
from grader.containers.linting import hadolint
from tests.conftest import ROOT, hand_in
from tests.environment.images import build, built, docker_program, engine
from tests.guides.reading import documented
from tests.jupyter import CHROMIUM, TOKEN, browser_page, open_notebook, run_all

pytestmark = pytest.mark.slow

CLASS = ("ana", "carla", "dmitri")
"""Of the example submissions, one that solves every lesson, and two of a single notebook, right in part."""
NO_RIGHTS = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges"], "read_only": True}
STUDENT = {**NO_RIGHTS, "tmpfs": {"/tmp": "", "/home/student": "uid=10001,gid=10001"}}
GRADER = {
    **NO_RIGHTS,
    "cap_add": ["CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID"],
    "network_mode": "none",
    "shm_size": "1g",
    "tmpfs": {"/tmp": "exec"},
}
"""As docs/docker.md says."""
BUILD_TOOLS = "import shutil; print([name for name in 'gcc cc g++ c++ make ld'.split() if shutil.which(name)])"


def run(image: str, *command: str, **options: Any) -> str:
    """What a container says before it ends; fails with that, if its exit code is not 0."""
    container = engine().containers.run(image, command, detach=True, **options)
    try:
        code, said = container.wait(timeout=900)["StatusCode"], container.logs().decode()
    finally:
        container.remove(force=True, v=True)
    assert code == 0, said
    return str(said)


def test_hadolint_has_nothing_to_say_about_the_dockerfile() -> None:
    assert hadolint((ROOT / "docker/Dockerfile").read_text()) == []


def test_what_is_nobody_else_s_business_is_not_sent_to_the_engine(tmp_path: Path) -> None:
    private = "gradebook.db submitted/ana/1-packaging/a.ipynb .env docker/.env .git/config docker/secrets/key build/a"
    wanted = "grader/cli.py solutions/1-packaging/1-serialization.py requirements.lock docker/grader/entrypoint.py"
    for name in [*private.split(), *wanted.split()]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    shutil.copy(ROOT / ".dockerignore", tmp_path)
    assert sorted(read_context(tmp_path)) == sorted(wanted.split())


def test_the_student_s_image_holds_neither_hidden_checks_nor_solutions_nor_build_tools() -> None:
    image = built("student")
    held = run(image, "find", "/course", "/home/student", "-type", "f").splitlines()
    notebooks = run(image, "sh", "-c", "cat /home/student/notebooks/*/*/*.ipynb")
    assert "/course/grader/checks/1-packaging/1-serialization/pickle_roundtrip.py" in held
    assert f"/home/student/notebooks/es/{LESSON.id}.ipynb" in held
    assert not [path for path in held if "_hidden" in path or "/solutions/" in path or path.endswith(".db")]
    assert "### BEGIN SOLUTION" not in notebooks
    assert "YOUR CODE HERE" in notebooks
    assert run(image, "python", "-c", BUILD_TOOLS).strip() == "[]"


def test_the_student_is_a_user_without_rights_who_cannot_change_the_course() -> None:
    image = built("student")
    assert engine().images.get(image).attrs["Config"]["User"] == "10001:10001"
    code = "import os; print(os.getuid(), os.access('/course/grader', os.W_OK), os.access('/opt/venv', os.W_OK))"
    assert run(image, "python", "-c", code).split() == ["10001", "False", "False"]


@pytest.mark.parametrize("target", ["student", "grader"])
def test_the_doctor_finds_nothing_missing(target: str) -> None:
    limits = {"student": {**STUDENT, "network_mode": "none"}, "grader": GRADER}[target]
    assert "3.11" in run(built(target), "grader", "doctor", "--lang", "en", **limits)


def is_healthy(container: Any) -> bool:
    container.reload()
    return bool(container.attrs["State"].get("Health", {}).get("Status") == "healthy")


@contextmanager
def lab() -> Iterator[str]:
    """The address of JupyterLab in a container whose user, root and rights are a student's."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    container = engine().containers.run(
        built("student"),
        detach=True,
        network_mode="host",
        environment={"JUPYTER_PORT": str(port), "JUPYTER_TOKEN": TOKEN},
        **STUDENT,
    )
    try:
        deadline = time.monotonic() + 120
        while not is_healthy(container):
            assert time.monotonic() < deadline, container.logs().decode()
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        container.remove(force=True, v=True)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with lab() as found:
        yield found


@pytest.fixture
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with browser_page() as opened:
        yield opened


def put(address: str, path: str, notebook: nbformat.NotebookNode) -> None:
    """Save a notebook as JupyterLab does."""
    body = json.dumps({"type": "notebook", "content": notebook}).encode()
    headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{address}/api/contents/{path}", body, headers, method="PUT")
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(("lang", "told"), [("es", "Ejercicio completo"), ("en", "Exercise complete")])
def test_a_browser_opens_a_notebook_of_the_container_and_runs_its_checks(
    address: str, page: Page, lang: str, told: str
) -> None:
    path = f"{lang}/{LESSON.id}.ipynb"
    put(address, path, solved(lang))
    open_notebook(page, address, path)
    assert page.get_by_text("Validate", exact=True).count() == 1
    assert page.get_by_text("Formgrader").count() == 0
    assert told in (run_all(page, lang).text_content() or "")


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the grading container made of the class, with nbgrader's own commands, in a folder of an ordinary user."""
    here = tmp_path_factory.mktemp("class")
    hand_in(CLASS, here / "submitted")
    built("grader")
    env = os.environ | {"PATH": os.pathsep.join([str(Path(docker_program()).parent), os.environ["PATH"]])}
    for command in (MAKES_A_FOLDER, GRADES):
        done = subprocess.run(["bash", "-c", command], cwd=here, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        shutil.chown(here / "grades", 1000, 1000)  # an ordinary user's
    volumes = [f"{here}/submitted:/course/submitted:ro", f"{here}/grades:/grades"]
    for others in (["generate_feedback", "1-packaging"], ["export"]):
        run(built("grader"), "nbgrader", *others, volumes=volumes, **GRADER)
    return here / "grades"


MAKES_A_FOLDER = documented("docs/docker.md", "mkdir -p grades")
GRADES = documented(
    "docs/docker.md",
    "docker run --rm --network none --read-only --tmpfs /tmp:exec --shm-size 1g "
    "--cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add KILL --cap-add SETGID --cap-add SETUID "
    "--security-opt no-new-privileges --memory 6g --pids-limit 2048 "
    '--volume "$PWD/submitted:/course/submitted:ro" --volume "$PWD/grades:/grades" '
    "ml-en-produccion:grader nbgrader autograde 1-packaging",
)


def test_the_grading_container_gives_the_same_export_as_grading_outside(grades: Path, tmp_path: Path) -> None:
    submitted = str(grades.with_name("submitted"))
    grade = [sys.executable, "-m", "grader.cli", "grade", "1-packaging", "--submitted", submitted]
    subprocess.run([*grade, "--output", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    export = [sys.executable, "-m", "nbgrader", "export", "--to", str(tmp_path / "grades.csv")]
    database = f"--CourseDirectory.db_url=sqlite:///{tmp_path}/gradebook.db"
    subprocess.run([*export, database], cwd=ROOT, check=True, capture_output=True)
    assert (grades / "grades.csv").read_bytes() == (tmp_path / "grades.csv").read_bytes()


def test_each_graded_notebook_says_that_a_container_isolated_it(grades: Path) -> None:
    graded = nbformat.read(grades / "autograded/ana" / f"{LESSON.id}.ipynb", as_version=4)
    assert graded.metadata["course"]["isolation"] == "container"


def test_what_the_container_writes_belongs_to_whoever_the_folder_belongs_to(grades: Path) -> None:
    assert {path.lstat().st_uid for path in grades.rglob("*")} == {1000}
    assert (grades / "feedback/ana" / f"{LESSON.id}.html").is_file()


NOSY = """
import os, signal, socket
def fails(attempt, *arguments):
    try:
        attempt(*arguments)
    except OSError as error:
        return type(error).__name__
    return "it worked"
print({
    "the grades": fails(open, "/grades/gradebook.db", "rb"),
    "other submissions": fails(os.listdir, "/course/submitted"),
    "the solutions": fails(os.listdir, "/course/solutions"),
    "the hidden checks": fails(open, "/course/grader/checks/1-packaging/1-serialization/pickle_roundtrip_hidden.py"),
    "its own check": fails(open, "/course/grader/checks/1-packaging/1-serialization/pickle_roundtrip.py"),
    "the grader's memory": fails(open, "/proc/1/mem", "rb"),
    "every process": fails(os.kill, -1, signal.SIGTERM),
    "the grading": fails(os.kill, 1, signal.SIGTERM),
    "the folder for everybody": fails(open, "/tmp/mine", "w"),
    "the network": fails(socket.create_connection, ("192.0.2.1", 80), 5),
})
"""


@pytest.mark.parametrize("user", ["0:0", "1000:1000"])
def test_a_submission_in_the_container_reaches_nothing_of_the_grading(user: str, tmp_path: Path) -> None:
    notebook = solved("en")
    notebook.cells.insert(0, nbformat.v4.new_code_cell(NOSY))
    submitted = tmp_path / "submitted/nosy" / f"{LESSON.id}.ipynb"
    submitted.parent.mkdir(parents=True)
    nbformat.write(notebook, submitted)
    grades = tmp_path / "grades"
    grades.mkdir()
    shutil.chown(grades, 1000, 1000)
    volumes = [f"{submitted.parents[2]}:/course/submitted:ro", f"{grades}:/grades"]
    said = run(built("grader"), "nbgrader", "autograde", "1-packaging", volumes=volumes, user=user, **GRADER)
    [graded] = (grades / "autograded").rglob("*.ipynb")
    first, *others = nbformat.read(graded, as_version=4).cells
    tried = ast.literal_eval(first.outputs[0].text)
    reached = {what for what, error in tried.items() if error == "it worked"}
    assert reached <= {"every process"}, said  # where it may signal nobody but itself, the call has no error
    first_check = next(cell for cell in others if cell.source.startswith("check("))
    assert first_check.outputs[-1].data["text/plain"].startswith("2"), said


def test_without_a_folder_for_the_grades_it_says_what_to_mount() -> None:
    with pytest.raises(AssertionError, match=r"monta ahí una carpeta tuya(.|\n)*mount a folder of yours there"):
        run(built("grader"), "nbgrader", "autograde", "1-packaging", **GRADER)


def test_an_edit_to_a_lesson_leaves_the_environment_as_it_was(tmp_path: Path) -> None:
    for path, file in read_context(ROOT).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(file.data)
    shutil.copy(ROOT / ".dockerignore", tmp_path)
    with open(tmp_path / "solutions" / f"{LESSON.id}.py", "a") as lesson:
        lesson.write("# edited\n")
    environment = layers(build("installed", tmp_path, "ml-en-produccion:installed"))
    before, after = layers(built("grader")), layers(build("grader", tmp_path, "ml-en-produccion:edited"))
    assert before[: len(environment)] == after[: len(environment)] == environment
    assert before != after
    for tag in ("installed", "edited"):  # only the names go: the layers are those of the images
        engine().images.remove(f"ml-en-produccion:{tag}")


def layers(image: str) -> list[str]:
    return list(engine().images.get(image).attrs["RootFS"]["Layers"])
