"""The course is built with the stock nbgrader: the same bytes every time, in every language, or nothing at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from grader.authoring.build import build, stale, worked_in
from grader.authoring.course import source_notebooks
from grader.authoring.generate import generate_assignments
from grader.authoring.publish import differing, publish
from grader.authoring.source import STUB, read_lesson, stub
from grader.errors import CourseError

from .conftest import COURSE, Course, change

LESSON = Path("1-first") / "1-averages.ipynb"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course that was built once; nbgrader takes seconds to start, so tests that only look share it."""
    course = Course(Path(shutil.copytree(COURSE, tmp_path_factory.mktemp("built") / "course")))
    build(course.root)
    return course


def read(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_every_language_gets_its_notebook(built: Course) -> None:
    spanish, english = (read(built.notebook(lang)) for lang in ("es", "en"))
    assert spanish.cells[0].source.startswith("# 1. Promedios")
    assert english.cells[0].source.startswith("# 1. Averages")
    assert spanish.metadata.course == {"lang": "es", "lesson": "1-first/1-averages"}
    assert 'show(figure, alt="Three orders, each longer")' in english.cells[3].source
    for notebook in (spanish, english):
        nbformat.validate(notebook)
        assert notebook.metadata.kernelspec.name == "python3"


def test_students_get_stubs_and_never_a_solution(built: Course) -> None:
    for path in (built.root / "notebooks").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert "SOLUTION" not in text
        assert "sum(numbers) / len(numbers)" not in text
        assert json.dumps(STUB, ensure_ascii=False)[1:-1] in text


def test_the_released_answer_is_the_stub_of_the_source(built: Course) -> None:
    cells = {cell.id: cell for cell in read(built.notebook("en")).cells}
    assert cells["average-answer"].source == stub(read_lesson(built.lesson).answers["average"])


def test_an_exercise_is_an_answer_cell_and_its_locked_check(built: Course) -> None:
    *_, answer, check, _quiz = read(built.notebook("es")).cells
    assert (answer.id, check.id) == ("average-answer", "average-check")
    assert check.source == 'check("average")'
    keys = ("grade_id", "grade", "solution", "locked", "task")
    assert [check.metadata.nbgrader[key] for key in keys] == ["average", True, False, True, False]
    assert [answer.metadata.nbgrader[key] for key in keys] == ["average_answer", False, True, False, False]
    assert check.metadata.nbgrader.points == 2
    assert check.metadata.editable is False


def test_graded_cells_are_the_same_in_every_language(built: Course) -> None:
    spanish, english = (
        [cell for cell in read(built.notebook(lang)).cells if "nbgrader" in cell.metadata] for lang in ("es", "en")
    )
    assert spanish == english
    assert len(spanish) == 2


def test_cell_ids_are_the_same_in_every_language(built: Course) -> None:
    spanish, english = ([cell.id for cell in read(built.notebook(lang)).cells] for lang in ("es", "en"))
    assert spanish == english
    assert len(set(spanish)) == len(spanish)


def test_the_first_language_is_recorded_in_the_gradebook(built: Course) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{built.root / 'gradebook.db'}") as gradebook:
        assignment = gradebook.find_assignment("1-first")
        assert [notebook.name for notebook in assignment.notebooks] == ["1-averages"]
        assert [cell.max_score for cell in assignment.notebooks[0].grade_cells] == [2]


def test_notebooks_are_text_that_diffs_well(built: Course) -> None:
    raw = built.notebook("es").read_bytes()
    assert raw.endswith(b"}\n")
    assert "duración".encode() in raw
    assert b'\n "cells"' in raw
    assert b"\r" not in raw


def test_what_was_just_built_is_not_stale(built: Course) -> None:
    before = files(built.root)
    assert stale(built.root) == []
    assert files(built.root) == before


@pytest.mark.slow  # three builds
def test_a_changed_source_makes_its_notebooks_stale_and_a_build_mends_them(course: Course) -> None:
    both = [course.notebook("en"), course.notebook("es")]  # one changed twin changes the cell id in both
    assert build(course.root) == both
    first = files(course.root / "notebooks")
    change(course.lesson, "Promedios", "Medias")
    assert stale(course.root) == both
    assert files(course.root / "notebooks") == first
    assert build(course.root) == both
    change(course.lesson, "Medias", "Promedios")
    assert build(course.root) == both
    assert files(course.root / "notebooks") == first


def test_ids_stay_when_a_cell_is_inserted_elsewhere(course: Course) -> None:
    def ids() -> list[str]:
        text = source_notebooks(course.root)[Path("es") / LESSON]
        return [cell["id"] for cell in json.loads(text)["cells"]]

    before = ids()
    change(course.lesson, "# %%\nimport", "# %%\nprint(1)\n\n# %%\nprint(1)\n\n# %%\nimport")
    after = ids()
    new = [id for id in after if id not in before]
    assert [id for id in after if id not in new] == before
    assert len(new) == len(set(new)) == 2


def test_a_third_language_needs_no_other_code(course: Course) -> None:
    languages = ("en",)
    script = '# %% lang="en"\nfrom grader.en import check\n\n' + course.lesson.read_text().split("\n\n")[-2]
    course.lesson.write_text(script)
    assert list(source_notebooks(course.root, languages)) == [Path("en") / LESSON]
    twins = "".join(f'# %% lang="{lang}"\nfrom grader.{lang} import check\n\n' for lang in ("es", "en", "pt"))
    course.lesson.write_text(twins + script.split("\n\n")[-1])
    notebooks = source_notebooks(course.root, ("es", "en", "pt"))
    assert [path.parts[0] for path in notebooks] == ["es", "en", "pt"]
    assert "grader.pt" in notebooks[Path("pt") / LESSON]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("lesson", 'exercise="average"', 'exercise="mean"', r"1-averages\.py:\d+: «mean» is no exercise"),
        ("lesson", '# %% [markdown] lang="en"', '# %% [markdown] lang="fr"', r"1-averages\.py:\d+: "),
        ("exercises", "[average]", "[other]\n[average]", r"exercises\.toml.*other"),
        ("exercises", 'es = "¿Qué se suma?"', "", r"exercises\.toml"),
        ("exercises", "[average]", "[average", r"exercises\.toml"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(file: str, old: str, new: str, message: str, course: Course) -> None:
    change(getattr(course, file), old, new)
    before = files(course.root)
    with pytest.raises(CourseError, match=message) as refusal:
        build(course.root)
    assert "\n" not in str(refusal.value)
    assert files(course.root) == before


def test_an_exercise_that_no_lesson_uses_is_refused(course: Course) -> None:
    text = course.exercises.read_text(encoding="utf-8")
    course.exercises.write_text(text + "\n" + text.replace("average", "median"), encoding="utf-8")
    with pytest.raises(CourseError, match=r"exercises\.toml:\d+: no lesson uses «median»"):
        source_notebooks(course.root)


def test_an_exercise_of_another_lesson_is_refused(course: Course) -> None:
    course.checks.rename(course.checks.with_name("2-other"))
    with pytest.raises(CourseError, match="«average» is an exercise of 1-first/2-other"):
        source_notebooks(course.root)


def test_a_course_without_lessons_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="holds no lesson"):
        build(tmp_path)


def test_what_nbgrader_refuses_is_told_in_one_line(course: Course) -> None:
    sources = course.root / "sources" / LESSON
    sources.parent.mkdir(parents=True)
    notebook = source_notebooks(course.root)[Path("es") / LESSON]
    sources.write_text(notebook.replace('"average"', '"average_answer"'), encoding="utf-8")
    with pytest.raises(CourseError, match=r"generate_assignment refused: .*average_answer") as refusal:
        generate_assignments(course.root, course.root / "sources", course.root / "release", "--no-db")
    assert "\n" not in str(refusal.value)


# The folder notebooks/ belongs to the build and to people, so the build takes care.

NOTEBOOK = '{"cells": [], "metadata": {"course": {"lang": "es", "lesson": "1-first/1-averages"}}}\n'


def run(text: str) -> str:
    return text.replace('"cells": []', '"cells": [{"execution_count": 3, "outputs": []}]')


def test_notebooks_of_lessons_that_are_gone_are_removed(tmp_path: Path) -> None:
    publish(tmp_path, {Path("es") / LESSON: NOTEBOOK})
    assert differing(tmp_path, {}) == [tmp_path / "es" / LESSON]
    assert publish(tmp_path, {}) == [tmp_path / "es" / LESSON]
    assert not (tmp_path / "es" / LESSON).exists()


def test_notebooks_that_people_made_are_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "es" / "1-first" / "1-averages-Copy1.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text(NOTEBOOK)
    (own.parent / "model.pkl").write_bytes(b"")
    assert publish(tmp_path, {}) == differing(tmp_path, {}) == []
    assert own.exists()


def test_a_notebook_that_somebody_ran_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "notebooks" / "es" / LESSON
    publish(tmp_path / "notebooks", {Path("es") / LESSON: NOTEBOOK})
    target.write_text(run(NOTEBOOK))
    assert publish(tmp_path / "notebooks", {Path("es") / LESSON: NOTEBOOK}) == []
    assert publish(tmp_path / "notebooks", {}) == []
    assert target.read_text() == run(NOTEBOOK)
    assert worked_in(tmp_path) == [target]
    assert differing(tmp_path / "notebooks", {Path("es") / LESSON: NOTEBOOK}) == [target]


@pytest.mark.parametrize("broken", ["<<<<<<< HEAD\n{", "[]", ""])
def test_a_notebook_that_is_not_one_is_mended(broken: str, tmp_path: Path) -> None:
    target = tmp_path / "es" / LESSON
    target.parent.mkdir(parents=True)
    target.write_text(broken)
    assert publish(tmp_path, {Path("es") / LESSON: NOTEBOOK}) == [target]
    assert target.read_text() == NOTEBOOK
