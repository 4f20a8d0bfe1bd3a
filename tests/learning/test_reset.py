"""A reset puts the stub back, keeps what was written, and changes no other byte of the notebook."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader.cli import app
from grader.languages import LANGUAGES
from grader.learning import progress
from tests.conftest import ROOT

LESSON = "1-packaging/1-serialization.ipynb"
ID = "hdf5_weights"
MINE = "def export_weights(pipeline, path):\n    pass  # mío: «ñ»\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with the lesson in every language."""
    for lang in LANGUAGES:
        (tmp_path / "notebooks" / lang / LESSON).parent.mkdir(parents=True)
        shutil.copy(ROOT / "notebooks" / lang / LESSON, tmp_path / "notebooks" / lang / LESSON)
    return tmp_path


def answer(path: Path, *texts: str) -> None:
    """Write the answer as somebody does in Jupyter, and run it; in several cells, if there are several texts."""
    notebook = json.loads(path.read_text("utf-8"))
    [index] = [i for i, cell in enumerate(notebook["cells"]) if cell["id"] == f"{ID}-answer"]
    cell = notebook["cells"][index]
    parts = [
        {**cell, "id": f"{cell['id']}{n or ''}", "source": text.splitlines(keepends=True)} for n, text in enumerate(texts)
    ]
    parts[0] |= {"execution_count": 7, "outputs": [{"name": "stdout", "output_type": "stream", "text": ["ya\n"]}]}
    notebook["cells"][index : index + 1] = parts
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["reset", *map(str, arguments)])
    return result.exit_code, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("lang", "word"), [("es", "vuelve a estar como al principio"), ("en", "is again as it was at first")]
)
def test_the_stub_comes_back_and_the_answer_is_kept_where_it_says(lang: str, word: str, course: Path) -> None:
    path = course / "notebooks" / lang / LESSON
    untouched = json.loads(path.read_text("utf-8"))
    answer(path, MINE)
    before = path.read_text("utf-8")
    code, told = run(ID, path, "--lang", lang)
    assert code == 0
    assert word in told
    copy = Path(re.search(r"(/\S+\.py)", told)[1])
    assert copy.parent == progress.path().parent / "answers"
    assert copy.read_text("utf-8").rstrip() == MINE.rstrip()
    after = json.loads(path.read_text("utf-8"))
    [cell] = [cell for cell in after["cells"] if cell["id"] == f"{ID}-answer"]
    [stub] = [cell["source"] for cell in untouched["cells"] if cell["id"] == f"{ID}-answer"]
    assert cell["source"] == stub
    assert cell["execution_count"] == 7
    cell["source"] = MINE.splitlines(keepends=True)
    assert json.dumps(after, indent=1, ensure_ascii=False) + "\n" == before


def test_without_a_path_it_is_done_in_every_notebook_that_has_been_written_in(course: Path) -> None:
    spanish, english = (course / "notebooks" / lang / LESSON for lang in LANGUAGES)
    answer(spanish, MINE)
    before = english.read_bytes()
    code, told = run(ID, "--lang", "en", "--root", course)
    assert code == 0
    assert f"{spanish}: “{ID}” is again" in told
    assert f"{english}: “{ID}” is as it was" in told
    assert english.read_bytes() == before
    assert "pass  # mío" not in spanish.read_text("utf-8")


def test_a_split_answer_is_kept_whole_and_each_copy_has_a_file_of_its_own(course: Path) -> None:
    path = course / "notebooks/es" / LESSON
    answer(path, MINE, "x = 1\n")
    assert run(ID, path)[0] == 0
    answer(path, "y = 2\n")
    assert run(ID, path)[0] == 0
    first, second = sorted((progress.path().parent / "answers").iterdir())
    assert first.read_text("utf-8").split() == (MINE + "x = 1").split()
    assert second.read_text("utf-8").strip() == "y = 2"


def test_nothing_is_changed_where_the_copy_cannot_be_kept(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = course / "notebooks/es" / LESSON
    answer(path, MINE)
    before = path.read_bytes()
    (course / "file").write_text("")
    monkeypatch.setenv("GRADER_PROGRESS", str(course / "file" / "progress.json"))
    code, told = run(ID, path, "--lang", "es")
    assert code == 1
    assert "no se cambió" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bad_input_is_one_line_that_says_what_to_do(lang: str, course: Path) -> None:
    (course / "broken.ipynb").write_text("{")
    (course / "other.ipynb").write_text('{"cells": []}')
    for arguments in ([ID, course / "none.ipynb"], [ID, course / "broken.ipynb"], [ID, course / "other.ipynb"], ["nada"]):
        code, told = run(*arguments, "--lang", lang)
        assert code == 1
        assert told.startswith("grader: ")
        assert told.count("\n") == 1
    code, told = run(ID, "--root", course / "elsewhere", "--lang", lang)
    assert code == 1
    assert "--root" in told
