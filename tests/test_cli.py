"""Bad input gets one line that names it and says what to do, and an exit code that is not 0."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from grader.cli import app
from grader.errors import CourseError
from grader.exercises import load_exercises
from grader.judging import sandbox
from tests.conftest import ROOT


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*arguments])
    return result.exit_code, result.stderr


def test_an_unknown_assignment_is_named() -> None:
    code, told = run("grade", "9-nothing", "--root", str(ROOT))
    assert code == 1
    assert "there is no assignment «9-nothing»" in told
    assert "1-packaging" in told


def test_a_folder_without_submissions_is_named(tmp_path: Path) -> None:
    code, told = run("grade", "1-packaging", "--submitted", str(tmp_path / "none"), "--root", str(ROOT))
    assert code == 1
    assert "holds no submission for 1-packaging" in told


def test_a_hint_for_an_unknown_exercise_lists_the_ones_there_are() -> None:
    code, told = run("hint", "nothing", "--lang", "en")
    assert code == 1
    assert "pickle_roundtrip" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[one]\npoints = 0", "points must be a number greater than 0"),
        ("[one]\npoints = 1\ntitle.es = 'x'", "is missing in en"),
        ("[one]\npoints = 1\ntitle = {es='x', en='x'}", "has 0 hints"),
        (
            "[one]\npoints = 1\ntitle = {es='x', en='x'}\nhints = [{es='x', en='x'},{es='x', en='x'},{es='x', en='x'}]",
            "why: is",
        ),
        ("[one", "not valid TOML"),
    ],
)
def test_a_malformed_exercise_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "1-a/1-b/exercises.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(CourseError, match=told) as caught:
        load_exercises(tmp_path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("lang", "word"), [("es", "Aislamiento"), ("en", "Isolation")])
def test_the_doctor_names_the_isolation_in_both_languages(lang: str, word: str) -> None:
    result = CliRunner().invoke(app, ["doctor", "--lang", lang])
    assert result.exit_code == 0
    level = sandbox.level()[0]
    assert f"{word} {level}:" in result.stdout
