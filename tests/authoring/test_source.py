"""A percent script is read as typed cells, and what no notebook can be made of is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from grader.authoring.source import STUB, examine, lesson_paths, read_lesson, stub
from grader.errors import CourseError

from .conftest import COURSE, Course

Write = Callable[[str], Path]

SETUP = """
# %% lang="es"
from grader.es import check

# %% lang="en"
from grader.en import check
"""

PROSE = '''
# %% [markdown] lang="es"
"""
Hola
"""

# %% [markdown] lang="en"
"""
Hello
"""
'''


def test_a_lesson_is_a_list_of_typed_cells(course: Course) -> None:
    lesson = read_lesson(course.lesson)
    assert [cell.kind for cell in lesson.cells] == ["prose", "setup", "code", "code", "prose", "answer", "code"]
    assert (lesson.id, lesson.assignment, lesson.name) == ("1-first/1-averages", "1-first", "1-averages")


def test_every_text_knows_the_line_at_which_it_begins(course: Course) -> None:
    lines = course.lesson.read_text(encoding="utf-8").splitlines()
    for cell in read_lesson(course.lesson).cells:
        for lang, text in cell.text.items():
            if "# es" not in cell.source:
                assert lines[cell.lines[lang] - 1] == text.splitlines()[0]


def test_answers_come_with_their_solutions_and_imports_from_the_shared_cells(course: Course) -> None:
    lesson = read_lesson(course.lesson)
    assert list(lesson.answers) == ["average"]
    assert "sum(numbers) / len(numbers)" in lesson.answers["average"]
    assert lesson.imports == "import matplotlib.pyplot as plt"


def test_only_imports_at_the_top_level_of_shared_cells_are_gathered(lesson_file: Write) -> None:
    path = lesson_file(
        SETUP
        + "# %%\nimport json as j\ndef f():\n    import os\n\n"
        + '# %% exercise="a"\nimport csv\n### BEGIN SOLUTION\n### END SOLUTION\n'
    )
    assert read_lesson(path).imports == "import json as j"


def test_comments_are_never_taken_for_shell_commands(lesson_file: Write) -> None:
    source = "# more orders take longer\n# copy them first\nx = 1"
    assert read_lesson(lesson_file(f"# %%\n{source}\n")).cells[0].source == source


def test_a_jupytext_header_is_passed_over(lesson_file: Write) -> None:
    lesson = read_lesson(lesson_file("# ---\n# jupyter:\n#   kernelspec:\n#     name: python3\n# ---\n\n# %%\nx = 1\n"))
    assert [(cell.source, cell.line) for cell in lesson.cells] == [("x = 1", 8)]


def test_backslashes_and_fences_survive_in_prose(lesson_file: Write) -> None:
    text = "$\\alpha$\n\n```mermaid\n%% note\ngraph TD\n```\n\n    # %% no cell"
    twin = '# %% [markdown] lang="{}"\nr"""\n{}\n"""\n'
    lesson = read_lesson(lesson_file(twin.format("es", text) + "\n" + twin.format("en", text)))
    assert lesson.cells[0].text == {"es": text, "en": text}


def test_a_third_language_is_a_third_twin(lesson_file: Write) -> None:
    script = "".join(f'# %% [markdown] lang="{lang}"\n"""\n{lang}!\n"""\n\n' for lang in ("es", "en", "pt"))
    assert read_lesson(lesson_file(script), ("es", "en", "pt")).cells[0].text == {"es": "es!", "en": "en!", "pt": "pt!"}
    with pytest.raises(CourseError, match=r'lang="en" has no twin.*lang="pt"'):
        read_lesson(lesson_file(PROSE), ("es", "en", "pt"))


REFUSED = {
    "a Spanish cell without its twin": (
        PROSE[: PROSE.index('\n# %% [markdown] lang="en"')],
        1,
        'lang="es" has no twin',
    ),
    "an English cell without its twin": ('# %% [markdown] lang="en"\n"""\nHello\n"""', 1, "follows no cell"),
    "twins of two types": (
        '# %% [markdown] lang="es"\n"""\nA\n"""\n\n# %% lang="en"\nfrom grader.en import check',
        1,
        "twin",
    ),
    "prose without a language": ('# %% [markdown]\n"""\nHola\n"""', 1, "needs its language"),
    "an unknown language": ('# %% [markdown] lang="fr"\n"""\nSalut\n"""', 1, "es or en"),
    "an unknown option": ("# %% excercise='a'\nx = 1", 1, "excercise"),
    "a raw cell": ("# %% [raw]\nx", 1, "raw"),
    "an empty cell": ("# %%\n\n# %%\nx = 1", 1, "empty"),
    "text before the first cell": ("x = 1\n\n# %%\ny = 1", 1, "before the first cell"),
    "code that is not Python": ("# %%\nx = 1\ny = (", 3, "not valid Python"),
    "a mark on half a statement": ("# %%\nx = (  # es\n    1)", 3, "not valid Python"),
    "code in one language that is no setup": ('# %% lang="es"\nx = 1\n\n# %% lang="en"\nx = 1', 1, "only the import"),
    "the import of another language": (SETUP.replace("grader.es", "grader.en"), 1, "grader.es"),
    "setup cells of different names": (SETUP.replace("en import check", "en import hint"), 2, "different names"),
    "two setup cells": (SETUP + SETUP, 8, "one setup cell"),
    "an answer without setup": ('# %% exercise="a"\n### BEGIN SOLUTION\n### END SOLUTION', 1, "no cell imports check"),
    "an answer without solution": (SETUP + '\n# %% exercise="a"\nx = 1', 8, "no solution"),
    "a solution that is never closed": (SETUP + '\n# %% exercise="a"\n### BEGIN SOLUTION', 8, "never closed"),
    "a solution that only ends": (SETUP + '\n# %% exercise="a"\n### END SOLUTION', 8, "out of turn"),
    "a solution that no stub can replace": (
        SETUP + '\n# %% exercise="a"\nx = (\n    ### BEGIN SOLUTION\n    1\n    ### END SOLUTION\n)',
        9,
        "without its solution",
    ),
    "a solution outside an answer": ("# %%\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION", 1, "names no exercise"),
    "a language mark in an answer": (
        SETUP + '\n# %% exercise="a"\n### BEGIN SOLUTION\nx = "a"  # es\n### END SOLUTION',
        9,
        "same in every language",
    ),
    "an answer in one language": (
        SETUP + '\n# %% exercise="a" lang="es"\n### BEGIN SOLUTION\n### END SOLUTION',
        7,
        "remove lang",
    ),
    "an exercise answered twice": (
        SETUP + 2 * '\n# %% exercise="a"\n### BEGIN SOLUTION\n### END SOLUTION\n',
        12,
        "«a»",
    ),
}


@pytest.mark.parametrize(("script", "line", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_no_notebook_can_be_made_of_is_refused(script: str, line: int, message: str, lesson_file: Write) -> None:
    path = lesson_file(script)
    with pytest.raises(CourseError, match=message) as refusal:
        read_lesson(path)
    assert str(refusal.value).startswith(f"{path}:{line}: ")
    assert "\n" not in str(refusal.value)


def test_every_problem_of_a_lesson_is_found_at_once(lesson_file: Write) -> None:
    _, problems = examine(lesson_file("# %%\nx = (\n\n# %% [raw]\ny\n\n# %%\nz = 1\n"))
    assert len(problems) == 2


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1-lesson.py").write_bytes(b"# \xff\xfe")
    with pytest.raises(CourseError, match="UTF-8"):
        read_lesson(tmp_path / "1-lesson.py")


def test_lessons_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10-last/1-a.py", "2-next/10-b.py", "2-next/9-a.py"):
        (tmp_path / "solutions" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "solutions" / name).touch()
    assert [path.stem for path in lesson_paths(tmp_path)] == ["9-a", "10-b", "1-a"]


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\nx = 1",
        "### BEGIN SOLUTION\na = 1\n### END SOLUTION\nb = 2\n### BEGIN SOLUTION\nc = 3\n### END SOLUTION",
        "class A:\n    def f(self):\n        # BEGIN SOLUTION\n        ...\n        # END SOLUTION\n\n    y = 1\n",
        *read_lesson(next((COURSE / "solutions").glob("*/*.py"))).answers.values(),
    ],
)
def test_a_stub_is_what_nbgrader_makes_of_the_answer(source: str) -> None:
    from nbgrader.preprocessors import ClearSolutions

    cell = new_code_cell(source)
    ClearSolutions(code_stub={"python": STUB})._replace_solution_region(cell, "python")
    assert stub(source) == cell.source
