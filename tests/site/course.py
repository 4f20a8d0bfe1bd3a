"""A course of one lesson, which holds one of each thing that a page may show, and one document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conftest import ROOT

LESSON = "1-first/1-everything"
_QUIZ = ROOT / "tests/authoring/course/grader/checks/1-first/1-averages/quiz.toml"
_PROSE = {
    "es": "# Una lección\n\nLa suma $s = a + b$:\n\n$$s = \\sum_{i=1}^{n} x_i$$\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "en": "# A lesson\n\nThe sum $s = a + b$:\n\n$$s = \\sum_{i=1}^{n} x_i$$\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "pt": "# Uma aula\n\nA soma $s = a + b$:\n\n$$s = \\sum_{i=1}^{n} x_i$$\n\n| a | b |\n|---|---|\n| 1 | 2 |",
}
_DIAGRAM = """```mermaid
flowchart LR
    accTitle: {title}
    accDescr {{
        {title}.
    }}
    a["A"] --> b["B"]
```"""
_CODE = """
import pandas as pd

names = [f"column_{number}" for number in range(30)]
pd.DataFrame([range(30)], columns=names)

# %%
quiz("1-everything")

# %% exercise="average"
def average(numbers) -> float:
    ### BEGIN SOLUTION
    total_of_the_numbers = sum(numbers)
    return total_of_the_numbers / len(numbers)
    ### END SOLUTION

# %%
print("mean:", average([1, 2]))

# %%
from pathlib import Path

print(Path.home() / "data")
"""
_EXERCISE = """[average]
points = 2
title = {es = "El promedio", en = "The average"}
hints = [
  {es = "Suma con `sum`.", en = "Add with `sum`."},
  {es = "Divide por `len`.", en = "Divide by `len`."},
  {es = "`sum(x) / …`", en = "`sum(x) / …`"},
]
why.es = "Porque sí."
why.en = "Because."
"""
_DOCUMENT = """# Una guía · A guide

[Español](#español) · [English](#english) · [La tabla · The table](#table)

## Español

### Cómo

Mira [la tabla](#table), [otra](other.md) y [un archivo](../Makefile).

## English

### How

Look at [the table](#table), [another](other.md) and [a file](../Makefile).

<a id="table"></a>

## La tabla · The table

| x | y |
|---|---|
| 1 | 2 |
"""


def write_course(root: Path, languages: Sequence[str] = ("es", "en"), code: str = _CODE) -> None:
    """A course in these languages; its exercise is only there in those that all exercises have."""
    cells = [_twins({lang: _PROSE[lang] for lang in languages})]
    cells.append(_twins({lang: _DIAGRAM.format(title=f"diagram-{lang}") for lang in languages}))
    cells += [f'# %% lang="{lang}"\nfrom grader.{lang} import check, quiz, show\n' for lang in languages]
    cells.append(f"# %%{code}")
    _write(root / f"solutions/{LESSON}.py", "\n".join(cells))
    if "exercise=" in code:
        _write(root / f"grader/checks/{LESSON}/exercises.toml", _EXERCISE)
        _write(root / f"grader/checks/{LESSON}/quiz.toml", _QUIZ.read_text(encoding="utf-8"))
    _write(root / "docs/guide.md", _DOCUMENT)
    _write(root / "docs/other.md", _DOCUMENT.replace("other.md", "guide.md"))


def change(root: Path, old: str, new: str) -> None:
    """Edit the lesson."""
    path = root / f"solutions/{LESSON}.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _twins(texts: dict[str, str]) -> str:
    return "\n".join(f'# %% [markdown] lang="{lang}"\nr"""\n{text}\n"""\n' for lang, text in texts.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
