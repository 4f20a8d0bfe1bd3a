"""An image laid out in a folder, and its command run there."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from grader.containers import DockerfileError, File, follow
from grader.containers.root import closure, lay_out, program_of, start

BASE = "FROM python:3.13.12-slim\nWORKDIR /app\nCOPY . .\n"
PROGRAM = (
    b"import pathlib, sys\nprint(pathlib.Path(__file__).with_name('m.txt').read_text(), sys.argv[1:], sys.stdin.read())\n"
)


def run(lines: str, files: dict[str, bytes], root: Path) -> tuple[int, str, str]:
    image = follow(BASE + lines, {name: File(data) for name, data in files.items()}).final
    lay_out(image, root)
    process = start(image, root)
    out, err = process.communicate(b"hello", timeout=20)
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize(
    "lines",
    [
        'ENTRYPOINT ["python", "run.py", "x"]',
        'ENTRYPOINT ["python3", "-u", "/app/run.py", "x"]',
        'ENTRYPOINT ["/usr/local/bin/python3.13", "-m", "run"]\nCMD ["x"]',
        "ENTRYPOINT exec python run.py x",
        'ENTRYPOINT ["/usr/bin/tini", "--", "python", "run.py", "x"]',
        'ENTRYPOINT ["/usr/bin/env", "python"]\nCMD ["run.py", "x"]',
        "CMD python run.py x",
        'WORKDIR /\nENTRYPOINT ["python", "app/run.py", "x"]',
    ],
)
def test_the_command_runs_where_the_files_lie(lines: str, tmp_path: Path) -> None:
    assert run(lines, {"run.py": PROGRAM, "m.txt": b"model"}, tmp_path) == (0, "model ['x'] hello\n", "")


def test_a_script_may_be_the_program(tmp_path: Path) -> None:
    script = b"#!/usr/bin/env python3\n" + PROGRAM
    lines = (
        'COPY --chmod=755 run.py /usr/local/bin/serve\nCOPY m.txt /usr/local/bin/\nENTRYPOINT ["/usr/local/bin/serve", "x"]'
    )
    assert run(lines, {"run.py": script, "m.txt": b"model"}, tmp_path)[0] == 0


@pytest.mark.parametrize(
    "lines",
    ["", 'ENTRYPOINT ["python"]', 'ENTRYPOINT ["python", "absent.py"]', 'ENTRYPOINT ["./run.py"]', 'CMD ["java", "-jar"]'],
)
def test_a_command_that_starts_nothing_is_refused(lines: str) -> None:
    with pytest.raises(DockerfileError):
        program_of(follow(BASE + lines, {"run.py": File(PROGRAM)}).final)


@pytest.mark.parametrize(
    ("lines", "program"),
    [
        ('ENTRYPOINT ["python", "-m", "run"]', "/app/run.py"),
        ('WORKDIR /\nENV PYTHONPATH=/x:/app\nENTRYPOINT ["python", "-W", "ignore", "-m", "lib"]', "/app/lib/__main__.py"),
        ('WORKDIR /\nENV PYTHONPATH=/app\nENTRYPOINT ["python", "-m", "lib.more"]', "/app/lib/more.py"),
    ],
)
def test_a_module_is_looked_for_where_python_looks(lines: str, program: str) -> None:
    files = {name: File() for name in ["run.py", "lib/__main__.py", "lib/more.py"]}
    assert program_of(follow(BASE + lines, files).final) == program


def test_only_installed_packages_are_there(tmp_path: Path) -> None:
    program = b"import numpy; print(numpy.__version__)\ntry:\n import sklearn\nexcept ImportError: print('none')\n"
    pin = f"numpy=={version('numpy')}"
    files = {"run.py": program, "requirements.txt": pin.encode()}
    lines = 'RUN pip install -r requirements.txt\nENTRYPOINT ["python", "run.py"]'
    code, out, err = run(lines, files, tmp_path)
    assert (code, out, err) == (0, f"{version('numpy')}\nnone\n", "")


def test_what_a_requirement_needs_comes_with_it() -> None:
    assert {package.metadata["Name"] for package in closure([f"scikit-learn=={version('scikit-learn')}"])} >= {
        "numpy",
        "scipy",
    }


@pytest.mark.parametrize("line", ["numpy==0.1", "no-such-package==1", "-e ."])
def test_what_this_machine_does_not_have_is_refused(line: str) -> None:
    with pytest.raises(DockerfileError):
        closure([line])


def test_variables_with_paths_of_the_image_lead_to_the_folder(tmp_path: Path) -> None:
    program = b"import os, lib; print(open(os.environ['MODEL']).read(), lib.__name__)"
    lines = 'ENV PYTHONPATH=/nowhere:/app/src MODEL=/app/m.txt\nENTRYPOINT ["python", "run.py"]'
    assert run(lines, {"run.py": program, "m.txt": b"model", "src/lib/__init__.py": b""}, tmp_path)[1] == "model lib\n"


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_the_rest_of_the_machine_is_out_of_sight(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("seen")
    probe = [sys.executable, "-c", "from grader.containers.walls import wall_in; wall_in('/tmp')"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("this kernel has no Landlock")
    root = tmp_path / "root"
    root.mkdir()
    program = f"open('mine.txt', 'w').close()\nprint(open({str(tmp_path / 'secret.txt')!r}).read())".encode()
    code, out, err = run('ENTRYPOINT ["python", "run.py"]', {"run.py": program}, root)
    assert code == 1
    assert "PermissionError" in err
    assert not out
