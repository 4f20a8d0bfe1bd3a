"""What Formgrader serves: the judge's cards as they are, grading by its button, and points by hand that stay."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from grader.authoring.generate import generate_assignments
from grader.grading.course import grade
from tests.axe import wrong
from tests.journeys.screenshots import keep_page
from tests.jupyter import CHROMIUM, TOKEN, browser_page, jupyter_lab
from tests.small_course.course import ASSIGNMENT, FULL, write_course
from tests.submissions import Case, submit

pytestmark = pytest.mark.slow
NOTEBOOK = "1-numbers"
NOBODY = Path(__file__).parent / "nobody"
STUDENTS = {"ana": "es", "bob": "en"}
"""They solved one exercise of two, each in their language."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course")
    write_course(folder)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(folder, folder / "build/source" / lang, folder / "notebooks" / lang, *flags)
    for student, lang in STUDENTS.items():
        case = Case(
            "hostile", student, NOBODY, "", "", solved=("double",), student=student, notebooks=(NOTEBOOK,), lang=lang
        )
        submit(case, folder, {})
    assert grade(folder, ASSIGNMENT).troubles == []
    return folder


@pytest.fixture(scope="module")
def server(course: Path) -> Iterator[str]:
    with jupyter_lab(course, course, "--allow-root") as address:
        yield f"{address}/formgrader"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        opened.route("https://**", lambda route: route.abort())  # MathJax, for which the page would wait
        yield opened


def ask(url: str, method: str = "GET", **data: Any) -> str:
    """What the server answers to whoever has the token."""
    headers = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
    body = json.dumps(data).encode() if data else (b"" if method == "POST" else None)
    request = urllib.request.Request(url, body, headers, method=method)
    with urllib.request.urlopen(request, timeout=300) as answer:
        return str(answer.read().decode("utf-8"))


def submission(course: Path, student: str) -> str:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return str(gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student).id)


def cards(html: str) -> list[str]:
    """The judge's cards in a page, as a browser would read them."""
    return [str(card) for card in BeautifulSoup(html, "html.parser").select("section[aria-label]")]


@pytest.mark.parametrize(("student", "words"), [("ana", "Ejercicio completo"), ("bob", "Exercise complete")])
def test_the_page_holds_each_card_as_the_judge_made_it(course: Path, server: str, student: str, words: str) -> None:
    notebook = nbformat.read(course / "autograded" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    made = [card for cell in checks for card in cards(cell.outputs[0].data["text/html"])]
    page = ask(f"{server}/submissions/{submission(course, student)}/")
    assert len(made) == 2
    assert cards(page) == made
    lang = STUDENTS[student]
    assert [card.get("lang") for card in BeautifulSoup(page, "html.parser").select("section[aria-label]")] == [lang, lang]
    assert words in made[0], made[0]


def grades(server: str, id: str) -> dict[str, Any]:
    """By exercise, as Formgrader tells its own page."""
    return {told["name"]: told for told in json.loads(ask(f"{server}/api/grades?submission_id={id}"))}


def test_points_given_in_formgrader_stay_when_it_grades_again(course: Path, server: str) -> None:
    id = submission(course, "bob")
    before = grades(server, id)
    assert (before["double"]["auto_score"], before["double"]["manual_score"]) == (FULL["double"], None)
    ask(f"{server}/api/grade/{before['double']['id']}", "PUT", manual_score=0.25, extra_credit=1.0)
    assert grades(server, id)["double"]["manual_score"] == 0.25
    result = json.loads(ask(f"{server}/api/submission/{ASSIGNMENT}/bob/autograde", "POST"))
    assert result["success"], result
    after = grades(server, id)
    assert (after["double"]["auto_score"], after["double"]["manual_score"]) == (FULL["double"], 0.25)
    assert after["double"]["extra_credit"] == 1.0
    assert after["double"]["needs_manual_grade"] is True
    assert after["running"]["manual_score"] is None
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        assert gradebook.find_submission(ASSIGNMENT, "bob").score == 1.25


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("student", STUDENTS)
def test_in_a_browser_the_cards_read_well_and_points_are_typed_beside_them(
    course: Path, server: str, page: Page, student: str
) -> None:
    lang, id = STUDENTS[student], submission(course, student)
    page.goto(f"{server.removesuffix('/formgrader')}/lab?token={TOKEN}", wait_until="commit")  # Formgrader keeps no token
    page.goto(f"{server}/submissions/{id}/")
    shown = page.locator(f'section[lang="{lang}"][aria-label]')
    expect(shown).to_have_count(2)
    expect(shown.first).to_be_visible()
    assert wrong(page, "section[aria-label]") == []
    score = page.locator("input#double")
    expect(score).to_have_attribute("placeholder", f"{FULL['double']:g}")  # then the page has the points, and keeps new ones
    score.fill("0.75")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        score.press("Tab")
    assert grades(server, id)["double"]["manual_score"] == 0.75
    keep_page(page, f"{lang}-formgrader")
