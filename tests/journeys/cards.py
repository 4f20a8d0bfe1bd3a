"""A card in each of its states, and a feedback page with all of them, in either language."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_output

from examples.make import LESSONS, untouched
from grader.exercises import load_exercises
from grader.grading.feedback import FeedbackExporter
from grader.judging.messages import kernel_died, raised
from grader.judging.verdict import CheckResult, Findings, Verdict
from tests.journeys.classroom import ASSIGNMENT, LESSON

PASSED = CheckResult("test_a", {"es": "Da lo mismo que el lote", "en": "Gives the same as the batch"}, True)
FAILED = CheckResult(
    "test_b",
    {"es": "La varianza es la de una muestra", "en": "The variance is that of a sample"},
    False,
    happened=raised(["ZeroDivisionError"], "float division by zero"),
    advises={"es": "¿Entre cuánto se divide?", "en": "By how much is it divided?"},
    lines=("variance(moments)", "    return m2 / (n - 1)"),
)
HIDDEN = CheckResult(
    "test_c", {"es": "Una parte vacía no cambia nada", "en": "An empty part changes nothing"}, False, hidden=True
)

FINDINGS = {
    "all": Findings("online_learning", 1, (PASSED,)),
    "some": Findings("running_moments", 2, (PASSED, FAILED, HIDDEN)),
    "none": Findings("frozen_or_online", 3, (FAILED,)),
    "trouble": Findings("delivery_metrics", 4, trouble=kernel_died()),
}
"""By what the card is to show: the exercises of the lesson, in its order."""


def cards(lang: str) -> dict[str, str]:
    exercises = load_exercises()
    return {state: shown(Verdict(found, exercises[found.exercise], lang)) for state, found in FINDINGS.items()}


def shown(verdict: Verdict) -> str:
    return verdict._repr_mimebundle_()["text/html"]


def feedback_page(lang: str) -> str:
    """The lesson's page, with a card of another state below each exercise, and something that the student's code printed."""
    notebook = untouched(lang, next(one for one in LESSONS if one.id == f"{ASSIGNMENT}/{LESSON}"))
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell, card in zip(checks, cards(lang).values(), strict=True):
        cell.metadata.nbgrader.score = 1.5
        cell.outputs = [new_output("execute_result", {"text/html": card})]
    for cell in [cell for cell in notebook.cells if cell.cell_type == "code" and cell not in checks][:3]:
        cell.outputs = [new_output("stream", text="0.5\n" * 60)]
    notebook.metadata.course.mended = [{"es": "Se repuso una celda.", "en": "A cell was put back."}[lang]]
    told = {"notebook": LESSON, "score": 6, "max_score": 12, "late_penalty": 0.5}
    page, _ = FeedbackExporter().from_notebook_node(nbformat.from_dict(notebook), {"nbgrader": told})
    return str(page)
