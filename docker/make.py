"""Write anew what the stack takes from the lesson on monitoring: its rules, its dashboard and its server.

    python docker/make.py

They are the lesson's reference solutions: the stack runs what a student writes. ``derived`` says what each file should
hold; a test compares.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from grader.authoring.source import Lesson, read_lesson
from grader.languages import ORIGINAL, said

HERE = Path(__file__).resolve().parent
LESSON = HERE.parent / "solutions" / "3-automation" / "4-continuous-monitoring.py"

OWN_ADDRESS = '("127.0.0.1", 0)'
GIVEN_ADDRESS = '(os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000")))'
"""In a notebook the server takes any free port; in a container it is told where to listen."""
MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")


def derived(lesson: Lesson) -> dict[str, str]:
    """What each derived file holds, by its path from this folder."""
    return {
        "monitoring/rules.yml": f"# Made by docker/make.py from the lesson on monitoring.{rules(lesson)}",
        "monitoring/grafana/dashboards/eta.json": json.dumps(dashboard(lesson), indent=2) + "\n",
        "model/eta.py": server(lesson),
    }


def rules(lesson: Lesson) -> str:
    return str(_answer_of(lesson, "alert_rules", "alert_rules"))


def dashboard(lesson: Lesson) -> dict[str, Any]:
    """The lesson's, open on the last quarter of an hour: a stack to try things out is seldom older."""
    drawn: dict[str, Any] = json.loads(_answer_of(lesson, "grafana_dashboard", "dashboard"))
    return {**drawn, "time": {"from": "now-15m", "to": "now"}, "refresh": "10s"}


def server(lesson: Lesson) -> str:
    """A module with the lesson's model, its ``predict`` and the server of its first exercise."""
    cells = [said(cell.text, ORIGINAL) for cell in lesson.cells if cell.kind == "code"]
    [model] = [cell for cell in cells if cell.startswith("past =")]
    [predict] = [_first_statement(cell) for cell in cells if cell.startswith("def predict(")]
    start = "\n".join(line for line in lesson.answers["metrics_endpoint"].splitlines() if line.strip() not in MARKS)
    if start.count(OWN_ADDRESS) != 1:
        raise ValueError(f"{lesson.path}: start_server does not listen at {OWN_ADDRESS} once")
    opening = '"""Made by docker/make.py from the lesson on monitoring: its model, and the server of its first exercise."""'
    parts = [opening, f"import os\n{lesson.imports}", model, predict, start.replace(OWN_ADDRESS, GIVEN_ADDRESS)]
    return _with_the_imports_that_it_needs("\n\n\n".join(parts) + "\n")


def _first_statement(source: str) -> str:
    return ast.get_source_segment(source, ast.parse(source).body[0]) or ""


def _with_the_imports_that_it_needs(source: str) -> str:
    """The source as ``ruff`` tidies it: what is not used goes before what is left is sorted."""
    for ruff in (["check", "--select=F401", "--fix"], ["check", "--select=I", "--fix"], ["format"]):
        command = [sys.executable, "-m", "ruff", *ruff, f"--stdin-filename={HERE / 'model/eta.py'}", "-"]
        source = subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=HERE.parent).stdout
    return source


def _answer_of(lesson: Lesson, exercise: str, function: str) -> Any:
    """What the reference solution of an exercise returns."""
    defined: dict[str, Any] = {"json": json}
    exec(compile(lesson.answers[exercise], lesson.path, "exec"), defined)
    return defined[function]()


def main() -> None:
    for name, text in derived(read_lesson(LESSON)).items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
