"""An attempt counts when the answer is written, and is another program than those before it."""

from __future__ import annotations

import json
import linecache
import sys
import types
from collections.abc import Callable

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from grader import en, es
from grader.exercises import STUB_WORDS
from grader.learning import progress
from grader.learning.attempts import answer_in, fingerprint

RunCell = Callable[[str], None]


@pytest.fixture
def run_cell(monkeypatch: pytest.MonkeyPatch) -> RunCell:
    """Run a cell as a kernel does: its text can be looked up by the file name of what it defines."""
    main = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", main)
    count = iter(range(1, 100))

    def run(source: str) -> None:
        name = f"<answer {next(count)}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), main.__dict__)

    run("import pickle")
    return run


RIGHT = """
def save_pickle(model, path):
    with open(path, "wb") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)
"""
WRONG = RIGHT.replace("return pickle.load(file)", "pickle.load(file)")


def attempts() -> int:
    return progress.attempts().get("pickle_roundtrip", 0)


def test_the_same_answer_counts_once_however_often_it_is_checked(run_cell: RunCell) -> None:
    run_cell(WRONG)
    es.check("pickle_roundtrip")
    es.check("pickle_roundtrip")
    assert attempts() == 1
    run_cell(WRONG + "\n\n# otra vez\n")
    en.check("pickle_roundtrip")
    assert attempts() == 1
    run_cell(RIGHT)
    es.check("pickle_roundtrip")
    assert attempts() == 2


def test_an_untouched_or_half_written_stub_is_no_attempt(run_cell: RunCell) -> None:
    es.check("pickle_roundtrip")
    run_cell(WRONG.replace("pickle.load(file)", f'raise NotImplementedError("{STUB_WORDS}")'))
    es.check("pickle_roundtrip")
    assert attempts() == 0


def test_what_a_helper_in_the_answer_cell_does_counts_too(run_cell: RunCell) -> None:
    helped = RIGHT.replace("return pickle.load(file)", "return helped(file)")
    run_cell(helped + "\n\ndef helped(file):\n    return None\n")
    es.check("pickle_roundtrip")
    run_cell(helped + "\n\ndef helped(file):\n    return pickle.load(file)\n")
    es.check("pickle_roundtrip")
    assert attempts() == 2


@pytest.mark.parametrize("source", ["", "  \n", "# nada · nothing", f'raise NotImplementedError("{STUB_WORDS}")'])
def test_nothing_written_has_no_fingerprint(source: str) -> None:
    assert fingerprint(source) is None


def test_programs_are_told_apart_and_layouts_are_not() -> None:
    assert fingerprint("x = 1") == fingerprint("x  =  (1)  # uno\n")
    assert fingerprint("x = 1") != fingerprint("x = 2")
    assert fingerprint("%timeit x") != fingerprint("%timeit y")


def test_the_cells_of_classes_and_wrapped_functions_are_found(run_cell: RunCell) -> None:
    run_cell("class A:\n    @staticmethod\n    def f():\n        return 1")
    run_cell("import functools\n\n@functools.cache\ndef g():\n    return 2")
    answer = answer_in(sys.modules["__main__"].__dict__, {"A", "g", "pickle"})
    assert "class A" in answer
    assert "def g" in answer


@pytest.mark.slow
def test_a_real_kernel_knows_the_text_of_its_cells() -> None:
    sources = ["from grader.en import check, solution\nimport pickle", WRONG, *['check("pickle_roundtrip")'] * 2]
    notebook = new_notebook(cells=[*map(new_code_cell, sources), new_code_cell('solution("pickle_roundtrip")')])
    NotebookClient(notebook, kernel_name="python3").execute()
    assert progress.attempts() == {"pickle_roundtrip": 1}
    assert "Attempts so far: 1 of 3." in notebook.cells[-1].outputs[0].text


def test_a_file_from_before_there_were_attempts_is_read_and_what_is_unknown_stays() -> None:
    progress.path().write_text('{"points": {"a": 2, "b": "x"}, "hints": {"a": 1}, "quizzes": {"q": [1]}}', "utf-8")
    assert progress.best_points() == {"a": 2}
    assert progress.attempts() == {}
    progress.save_attempt("a", "0123")
    kept = json.loads(progress.path().read_text("utf-8"))
    assert kept == {"points": {"a": 2}, "hints": {"a": 1}, "attempts": {"a": ["0123"]}, "quizzes": {"q": [1]}}
