"""From a submission comes source text only; what happened to its cells neither breaks the grading nor pays."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode, validate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.authoring.python import imported_modules
from grader.grading.reading import Unreadable, read_notebook
from grader.grading.rebuild import rebuild


def graded(grade_id: str, source: str, **flags: object) -> NotebookNode:
    answer = {"schema_version": 3, "grade_id": grade_id, "grade": False, "solution": False, "locked": False, "task": False}
    cell = new_code_cell(source, metadata={"nbgrader": {**answer, **flags}})
    cell.id = grade_id
    return cell


def released() -> NotebookNode:
    notebook = new_notebook(metadata={"course": {"lang": "en"}})
    notebook.cells = [
        new_markdown_cell("# Lesson", id="title"),
        new_code_cell("import math", id="imports"),
        graded("one_answer", "STUB", solution=True),
        graded("one", 'check("one")', grade=True, locked=True, points=2),
        new_markdown_cell("The end", id="end"),
    ]
    return notebook


@pytest.fixture
def release() -> NotebookNode:
    return released()


def sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


def solved(release: NotebookNode) -> NotebookNode:
    notebook = deepcopy(release)
    notebook.cells[2].source = "answer"
    return notebook


AS_IT_SHOULD_BE = ["# Lesson", "import math", "answer", 'check("one")', "The end"]


def test_an_untouched_structure_is_mended_nowhere(release: NotebookNode) -> None:
    rebuilt = rebuild(solved(release), release)
    assert sources(rebuilt) == AS_IT_SHOULD_BE
    assert rebuilt.metadata.course.mended == []
    validate(rebuilt)


def test_a_deleted_check_cell_is_put_back(release: NotebookNode) -> None:
    submission = solved(release)
    del submission.cells[3]
    rebuilt = rebuild(submission, release)
    assert sources(rebuilt) == AS_IT_SHOULD_BE
    assert rebuilt.metadata.course.mended == ["The check cell of “one” was missing; it was put back."]


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": {"tags": ["skip-execution"]}},
        {"metadata": {"nbgrader": {"grade_id": "one", "grade": True, "locked": False, "solution": False, "points": 99}}},
        {"source": "3.0"},
        {"cell_type": "markdown"},
    ],
    ids=["tag", "points", "source", "type"],
)
def test_a_changed_check_cell_is_restored_and_said(release: NotebookNode, change: dict[str, object]) -> None:
    submission = solved(release)
    submission.cells[3].update(change)
    rebuilt = rebuild(submission, release)
    assert sources(rebuilt) == AS_IT_SHOULD_BE
    assert rebuilt.cells[3].metadata == release.cells[3].metadata
    assert len(rebuilt.metadata.course.mended) == 1


def test_cells_that_the_student_added_stay_in_their_place(release: NotebookNode) -> None:
    submission = solved(release)
    submission.cells.insert(2, new_code_cell("helper"))
    submission.cells.insert(0, new_markdown_cell("my name"))
    assert sources(rebuild(submission, release)) == ["my name", "# Lesson", "import math", "helper", *AS_IT_SHOULD_BE[2:]]


def test_changed_code_of_the_lesson_is_kept_and_changed_prose_is_not(release: NotebookNode) -> None:
    submission = solved(release)
    submission.cells[1].source = "import math, json"
    submission.cells[4].source = "Full marks please"
    assert sources(rebuild(submission, release))[1] == "import math, json"
    assert sources(rebuild(submission, release))[4] == "The end"


def test_the_parts_of_a_split_answer_run_in_order_before_its_check(release: NotebookNode) -> None:
    submission = solved(release)
    second = deepcopy(submission.cells[2])
    second.source = "second half"
    submission.cells.append(second)
    assert sources(rebuild(submission, release))[2:5] == ["answer", "second half", 'check("one")']


def test_an_answer_in_a_cell_of_the_student_s_is_not_undone_by_a_stub(release: NotebookNode) -> None:
    submission = solved(release)
    submission.cells[2] = new_code_cell("answer")
    assert "STUB" not in sources(rebuild(submission, release))


def test_no_output_attachment_or_metadata_of_the_submission_survives(release: NotebookNode) -> None:
    submission = solved(release)
    submission.metadata["evil"] = submission.cells[2].metadata["evil"] = "evil"
    submission.cells[0]["attachments"] = {"evil.png": {"image/png": "evil"}}
    submission.cells.append(new_code_cell("mine", metadata={"evil": "evil"}, outputs=[]))
    assert "evil" not in str(rebuild(submission, release))


def test_what_was_noticed_before_is_said_first(release: NotebookNode) -> None:
    submission = solved(release)
    del submission.cells[3]
    note = {"es": "Tenía otro nombre.", "en": "It had another name."}
    assert rebuild(submission, release, [note]).metadata.course.mended == [
        "It had another name.",
        "The check cell of “one” was missing; it was put back.",
    ]


def test_the_prose_of_an_earlier_release_is_not_shown_beside_today_s(release: NotebookNode) -> None:
    submission = solved(release)
    submission.cells[0] = new_markdown_cell("# The lesson", id="0123456789ab")
    submission.cells.insert(1, new_markdown_cell("# The lesson, again", id="0123456789ab-2"))
    submission.cells.insert(2, new_markdown_cell("my own notes", id="01234567"))
    assert sources(rebuild(submission, release)) == ["my own notes", *AS_IT_SHOULD_BE]


junk = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda s: st.lists(s, max_size=3))
cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | junk,
        "source": st.text() | st.lists(st.text()) | junk,
        "id": st.sampled_from(["one", "one_answer", "imports"]) | junk,
        "metadata": st.fixed_dictionaries(
            {},
            optional={"nbgrader": st.dictionaries(st.sampled_from(["grade_id", "points", "grade"]), st.just("one") | junk)},
        )
        | junk,
    },
)


@settings(max_examples=300, deadline=None)
@given(st.lists(cells | junk, max_size=6), junk | st.dictionaries(st.sampled_from(["course", "nbgrader"]), junk))
def test_whatever_is_submitted_the_check_cells_are_the_release_s(submitted: list[object], metadata: object) -> None:
    data = json.dumps({"cells": submitted, "metadata": metadata}).encode()
    rebuilt = rebuild(read_notebook(data)[0], released())
    checks = [cell for cell in rebuilt.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert checks == [released().cells[3]]
    validate(rebuilt)


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda s: st.lists(s, max_size=3) | st.dictionaries(st.sampled_from(["cells", "worksheets", "metadata", "source"]), s),
)


@settings(max_examples=300, deadline=None)
@given(st.binary() | trees.map(lambda tree: json.dumps(tree).encode()))
def test_any_bytes_are_a_notebook_or_are_refused(data: bytes) -> None:
    try:
        notebook, _ = read_notebook(data)
    except Unreadable:
        return
    validate(notebook)
    assert released().cells[3] in rebuild(notebook, released()).cells


def test_what_the_lesson_imports_is_read_from_its_own_cells() -> None:
    release = released()
    release.cells[1].source = "import math, xml.dom\nfrom json import loads\nfrom grader.en import check"
    release.cells.append(new_code_cell("%matplotlib inline\nimport never"))
    assert imported_modules(cell.source for cell in release.cells if cell.cell_type == "code") == ["json", "math", "xml.dom"]
