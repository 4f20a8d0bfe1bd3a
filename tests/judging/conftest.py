"""A small folder of checks, written for one test; and what hypothesis may take on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from grader.exercises import Exercise, load_exercises

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

DEFINITION = """
[answer]
points = 4
title = {{ es = "La respuesta", en = "The answer" }}
hints = [{hint}, {hint}, {hint}]
why = {hint}
""".format(hint='{ es = "Piensa.", en = "Think." }')

MakeExercise = Callable[..., Exercise]


@pytest.fixture
def make_exercise(tmp_path: Path) -> MakeExercise:
    """``make_exercise(public, hidden=…, conftest=…, private={"answer.py": …})``: the exercise that these sources judge."""

    def make(public: str, *, hidden: str = "", conftest: str = "", private: dict[str, str] | None = None) -> Exercise:
        lesson = tmp_path / "checks/1-a/1-lesson"
        lesson.mkdir(parents=True)
        (lesson / "exercises.toml").write_text(DEFINITION)
        for name, source in {"answer.py": public, "answer_hidden.py": hidden, "conftest.py": conftest}.items():
            if source:
                (lesson / name).write_text(source)
        if private is None:
            return load_exercises(tmp_path / "checks")["answer"]
        for name, source in private.items():
            path = tmp_path / "private/checks/1-a/1-lesson" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return load_exercises(tmp_path / "checks", tmp_path / "private/checks")["answer"]

    return make
