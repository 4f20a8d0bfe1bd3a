"""check, hint and progress in a process that is no kernel: they speak the language, and remember."""

from __future__ import annotations

import sys
import types

import pytest

from grader import en, es
from grader.authoring.source import read_lesson
from tests.conftest import ROOT

LESSON = read_lesson(ROOT / "solutions/1-packaging/1-serialization.py")


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    main = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", main)
    exec(LESSON.imports, main.__dict__)
    return main


def test_check_gives_the_points_and_prints_the_card(notebook: types.ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    exec(LESSON.answers["pickle_roundtrip"], notebook.__dict__)
    assert en.check("pickle_roundtrip") == 2
    assert "2 of 2 points" in capsys.readouterr().out


def test_progress_keeps_the_best_points(notebook: types.ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    es.progress()
    assert "Todavía no has comprobado" in capsys.readouterr().out
    exec(LESSON.answers["pickle_roundtrip"], notebook.__dict__)
    es.check("pickle_roundtrip")
    del notebook.__dict__["save_pickle"]
    assert es.check("pickle_roundtrip") < 2
    capsys.readouterr()
    es.progress()
    told = capsys.readouterr().out
    assert "✓ Ida y vuelta con pickle (pickle_roundtrip): 2 de 2" in told
    assert "Llevas 2 de " in told


def test_hints_come_one_at_a_time_and_then_all_again(capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2, 3):
        en.hint("hdf5_joblib")
        assert capsys.readouterr().out.count("Hint ") == number
    en.hint("hdf5_joblib")
    assert "You have seen all three" in capsys.readouterr().out


def test_an_unknown_exercise_is_said_in_the_reader_s_language() -> None:
    with pytest.raises(ValueError, match="No existe el ejercicio «nada»"):
        es.check("nada")
