"""The reference solution and its why: closed until the exercise passes or was honestly tried, then whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader import en, es
from grader.cli import app
from grader.exercises import load_exercises
from grader.languages import LANGUAGES
from grader.learning import progress, solution

EXERCISES = load_exercises()
ID = "hdf5_weights"


def ask(lang: str, id: str = ID) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["solution", id, "--lang", lang])
    return result.exit_code, result.stdout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stays_closed_and_offers_the_next_hint(lang: str) -> None:
    progress.next_hint(ID, 3)
    progress.save_attempt(ID, "a")
    code, told = ask(lang)
    assert code == 1
    assert "def export_weights" not in told
    assert EXERCISES[ID].why[lang][:30] not in told
    assert f"grader hint {ID} --lang {lang}" in told
    assert "1 de 3" in told or "1 of 3" in told
    assert progress.hints_seen() == {ID: 1}  # it is offered, not taken


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_when_the_exercise_passes(lang: str) -> None:
    progress.save_points(ID, EXERCISES[ID].points)
    code, told = ask(lang)
    assert code == 0
    assert "def export_weights(pipeline, path) -> None:\n    scaler, linear" in told
    assert "SOLUTION" not in told
    assert " ".join(EXERCISES[ID].why[lang].split()) in " ".join(told.split())


def test_it_opens_after_three_honest_attempts_and_not_before() -> None:
    for number, digest in enumerate("abc", 1):
        progress.save_attempt(ID, digest)
        assert ask("es")[0] == (0 if number == 3 else 1)


def test_a_notebook_asks_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    es.solution(ID)
    assert f'hint("{ID}")' in capsys.readouterr().out
    progress.save_points(ID, EXERCISES[ID].points)
    en.solution(ID)
    assert "def predict_from_hdf5" in capsys.readouterr().out
    with pytest.raises(ValueError, match="There is no exercise “nothing”"):
        en.solution("nothing")


@pytest.mark.parametrize(
    ("lang", "word"), [("es", "la tiene quien da el curso"), ("en", "whoever teaches the course has it")]
)
def test_where_it_is_not_installed_it_is_said_who_has_it(
    lang: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solution, "SOLUTIONS", tmp_path)
    progress.save_points(ID, EXERCISES[ID].points)
    code, told = ask(lang)
    assert code == 0
    assert word in told
    assert "def export_weights" not in told


def test_every_exercise_has_a_solution_that_is_python_without_marks() -> None:
    for exercise in EXERCISES.values():
        code = solution.reference(exercise)
        assert code
        ast.parse(code)
        assert not re.search("BEGIN|END SOLUTION", code)


def test_an_unknown_exercise_is_named_in_the_reader_s_language() -> None:
    result = CliRunner().invoke(app, ["solution", "nada", "--lang", "es"])
    assert result.exit_code == 1
    assert "no existe el ejercicio «nada»" in result.stderr
