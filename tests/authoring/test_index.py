"""The welcome notebook says everything in every language, and leads to every lesson: by its title, to where it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.build import build, stale, worked_in
from grader.authoring.course import index_notebook
from grader.authoring.index import INDEX
from grader.authoring.lint import confirm, review
from grader.authoring.publish import differing, publish
from grader.authoring.source import lesson_paths
from grader.errors import CourseError
from grader.languages import LANGUAGES
from tests.conftest import ROOT

from .conftest import Course, change

SOURCE = '''# %% [markdown] lang="es"
"""
# Un curso

[[1-first]]
"""

# %% [markdown] lang="en"
"""
# A course

[[1-first]]
"""

# %% lang="es"
from grader.es import progress

# %% lang="en"
from grader.en import progress

# %%
progress()
'''


@pytest.fixture
def index(course: Course) -> Path:
    """The source of the welcome of a course in which nothing is wrong."""
    path = course.root / "solutions" / "index.py"
    path.write_text(SOURCE, encoding="utf-8")
    confirm(course.root)
    return path


def cells(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["cells"]
    return found


def texts(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in cells(text)]


def links(text: str) -> list[tuple[str, str]]:
    return [(title, to) for cell in texts(text) for title, to in re.findall(r"^- \[(.+)\]\((.+)\)$", cell, re.MULTILINE)]


def test_it_is_whole_in_one_language_and_then_in_the_other(course: Course, index: Path) -> None:
    [(path, text)] = index_notebook(course.root).items()
    assert path == Path("index.ipynb")
    assert texts(text) == [
        "[Español: Un curso](#Un-curso) · [English: A course](#A-course)",
        "# Un curso\n\n- [1. Promedios](es/1-first/1-averages.ipynb)",
        "from grader.es import progress",
        "progress()",
        "# A course\n\n- [1. Averages](en/1-first/1-averages.ipynb)",
        "from grader.en import progress",
        "progress()",
    ]


def test_its_bytes_are_the_same_every_time_and_its_cell_ids_differ(course: Course, index: Path) -> None:
    text = index_notebook(course.root)[INDEX]
    assert index_notebook(course.root)[INDEX] == text
    ids = [cell["id"] for cell in cells(text)]
    assert len(set(ids)) == len(ids) == 7
    change(index, "# %%\nprogress()", "# %%\n1 + 1\n\n# %%\nprogress()")
    assert [cell["id"] for cell in cells(index_notebook(course.root)[INDEX]) if cell["id"] in ids] == ids


def test_a_course_may_have_none(course: Course) -> None:
    assert index_notebook(course.root) == {}


@pytest.mark.slow  # two builds
def test_it_is_built_beside_the_languages_and_not_for_nbgrader(course: Course, index: Path) -> None:
    target = course.root / "notebooks" / INDEX
    assert target in build(course.root)
    assert sorted(path.name for path in (course.root / "build").rglob("index.ipynb")) == []
    assert stale(course.root) == []
    target.write_text(target.read_text(encoding="utf-8").replace("Un curso", "Otro curso"), encoding="utf-8")
    assert stale(course.root) == [target]
    assert build(course.root) == [target]


def test_a_welcome_that_somebody_ran_is_left_as_it_is(tmp_path: Path, course: Course, index: Path) -> None:
    notebooks = index_notebook(course.root)
    folder = course.root / "notebooks"
    publish(folder, notebooks)
    ran = (folder / INDEX).read_text(encoding="utf-8").replace('"execution_count": null', '"execution_count": 1')
    (folder / INDEX).write_text(ran, encoding="utf-8")
    assert differing(folder, notebooks) == [folder / INDEX]
    assert publish(folder, notebooks) == []
    assert (folder / INDEX).read_text(encoding="utf-8") == ran
    assert worked_in(course.root) == [folder / INDEX]


def test_the_welcome_of_a_course_that_has_none_any_more_is_removed(course: Course, index: Path) -> None:
    folder = course.root / "notebooks"
    publish(folder, index_notebook(course.root))
    (folder / "mine.ipynb").write_text((folder / INDEX).read_text(encoding="utf-8"), encoding="utf-8")
    assert publish(folder, {}) == [folder / INDEX]
    assert (folder / "mine.ipynb").exists()


WRONG = {
    "a lesson left out": ("\n\n[[1-first]]", "", "lists «1-first» 0 times in es; write the line [[1-first]] once"),
    "a lesson listed twice": ("[[1-first]]\n", "[[1-first]]\n\n[[1-first]]\n", "lists «1-first» 2 times in es"),
    "no such assignment": (
        "[[1-first]]\n",
        "[[1-first]]\n\n[[2-second]]\n",
        "«2-second» is no assignment; write one of 1-first",
    ),
    "no title": ("# Un curso", "## Un curso", "has no title in es; begin its first cell with «# …»"),
    "an exercise": (
        "# %%\nprogress()\n",
        '# %% exercise="average"\n### BEGIN SOLUTION\naverage = 1\n### END SOLUTION\n',
        "the welcome notebook has no exercises",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG)
def test_what_would_lead_nowhere_is_refused_by_the_build_and_by_the_lint(
    old: str, new: str, message: str, course: Course, index: Path
) -> None:
    change(index, old, new)
    with pytest.raises(CourseError, match=re.escape(message)):
        build(course.root)
    assert any(problem.startswith("solutions/index.py:") and message in problem for problem in review(course.root))


def test_a_lesson_without_a_title_is_refused_where_a_welcome_would_list_it(course: Course, index: Path) -> None:
    change(course.lesson, "# 1. Averages", "## 1. Averages")
    with pytest.raises(CourseError, match=r"1-averages\.py:1: has no title in en"):
        index_notebook(course.root)


def test_its_twins_are_linted_like_those_of_a_lesson(course: Course, index: Path) -> None:
    assert review(course.root) == []
    change(index, "# A course\n", "# A course of 3 lessons\n")
    problems = review(course.root)
    assert any("numbers" in problem for problem in problems)
    assert any("en changed since the twins were confirmed" in problem for problem in problems)
    index.unlink()
    assert review(course.root) == [
        "solutions/twins.lock:1: «solutions/index» is a lesson no more; run «grader lint --confirm»"
    ]


def test_the_course_s_own_leads_to_every_lesson_by_its_title() -> None:
    found = links((ROOT / "notebooks" / INDEX).read_text(encoding="utf-8"))
    lessons = [path.relative_to(ROOT / "solutions").with_suffix("") for path in lesson_paths(ROOT)]
    assert [to for _, to in found] == [f"{lang}/{lesson.as_posix()}.ipynb" for lang in LANGUAGES for lesson in lessons]
    for title, to in found:
        assert texts((ROOT / "notebooks" / to).read_text(encoding="utf-8"))[0].startswith(f"# {title}\n")
