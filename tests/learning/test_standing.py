"""The same truth in a terminal and in a notebook: how far somebody is, and the next step."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from grader import en, es
from grader.cli import app
from grader.exercises import load_exercises
from grader.languages import LANGUAGES
from grader.learning import progress
from grader.learning.standing import bar, next_step, standings

EXERCISES = load_exercises()


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("lang", "sum", "row", "step"),
    [
        ("es", "Llevas 3,5 de ", "(hdf5_joblib): 1,5 de 3 · intentos: 1 · pistas: 2", "Siguiente paso: «"),
        ("en", "You have 3.5 of ", "(hdf5_joblib): 1.5 of 3 · attempts: 1 · hints: 2", "Next step: “"),
    ],
)
def test_status_tells_lessons_exercises_total_and_the_next_step(lang: str, sum: str, row: str, step: str) -> None:
    progress.save_points("pickle_roundtrip", 2)
    progress.save_points("hdf5_joblib", 1.5)
    progress.save_attempt("hdf5_joblib", "0123")
    for _ in range(2):
        progress.next_hint("hdf5_joblib", 3)
    told = run("status", "--lang", lang)
    assert sum in told
    assert f"· {EXERCISES['hdf5_joblib'].title[lang]} {row}" in told
    assert "[##········] 1-packaging/1-serialization" in told
    assert f"{step}{EXERCISES['hdf5_joblib'].title[lang]}" in told
    assert f"grader hint hdf5_joblib --lang {lang}" in told
    assert "torch_state_dict" not in told
    assert "torch_state_dict" in run("status", "--all", "--lang", lang)


def test_a_notebook_tells_the_same_with_its_own_words_for_asking(capsys: pytest.CaptureFixture[str]) -> None:
    progress.save_points("pickle_roundtrip", 1)
    for lang, module in zip(LANGUAGES, (es, en), strict=True):
        module.progress()
        *same, advice = capsys.readouterr().out.strip().splitlines()
        *also, command = run("status", "--lang", lang).strip().splitlines()
        assert same == also
        assert 'hint("pickle_roundtrip")' in advice
        assert f"grader hint pickle_roundtrip --lang {lang}" in command


def test_the_next_step_stays_in_a_lesson_that_was_begun() -> None:
    assert next_step(standings()).exercise.id == "pickle_roundtrip"
    progress.save_points("torch_state_dict", EXERCISES["torch_state_dict"].points)
    assert next_step(standings()).exercise.id == "torch_checkpoint"
    for id, exercise in EXERCISES.items():
        progress.save_points(id, exercise.points)
    assert next_step(standings()) is None
    assert "Has completado todos los ejercicios." in run("status", "--lang", "es")


def test_after_three_attempts_the_next_step_is_the_solution() -> None:
    progress.save_points("pickle_roundtrip", 0)
    for digest in "abc":
        progress.save_attempt("pickle_roundtrip", digest)
    assert "grader solution pickle_roundtrip --lang en" in run("status", "--lang", "en")


def test_a_bar_is_full_only_when_nothing_is_missing() -> None:
    assert [bar(share) for share in (0, 0.99, 1)] == ["[··········]", "[#########·]", "[##########]"]


def test_an_unknown_language_is_named() -> None:
    result = CliRunner().invoke(app, ["status", "--lang", "fr"])
    assert result.exit_code == 1
    assert "«fr»" in result.stderr
