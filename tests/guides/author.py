"""The example of docs/author.md is taken from it, built, linted, proved and graded, in the order of the guide."""

from __future__ import annotations

from pathlib import Path

from tests.guides.walking import Expected

LESSON = "4-orders/1-averages"


def list_it_in_the_welcome(course: Path) -> None:
    """Step 7 of the guide, which is no file of its own: there is no other unit here."""
    index = course / "solutions/index.py"
    text = index.read_text(encoding="utf-8")
    for heading in ("## Empaquetado\n", "## Packaging\n"):
        assert heading in text
        text = text.replace(heading, f"{heading}\n[[4-orders]]\n")
    index.write_text(text, encoding="utf-8")


def forget_what_was_confirmed(course: Path) -> None:
    """Of the lessons that are not in the copy."""
    (course / "solutions/twins.lock").unlink()


EXPECTED = {
    "source .venv/bin/activate": Expected(after=list_it_in_the_welcome),
    "grader build": Expected(makes=(f"notebooks/es/{LESSON}.ipynb", f"notebooks/en/{LESSON}.ipynb")),
    "grader lint": Expected(
        (r"1-averages\.py:\d+: none of the \d+ twins is confirmed",), code=1, before=forget_what_was_confirmed
    ),
    "grader lint --confirm": Expected(makes=("solutions/twins.lock",)),
    f"python -m grader.judging.prove solutions/{LESSON}.py mean_minutes": Expected((r"4 answers, 0 deviate",)),
    f"grader grade notebooks/<lang>/{LESSON}.ipynb": Expected((r"Σ +│ +0 │ +2 ",), code=1),
    f"grader grade build/source/<lang>/{LESSON}.ipynb": Expected((r"Σ +│ +2 │ +2 ",)),
    "grader build --check": Expected(),
}
