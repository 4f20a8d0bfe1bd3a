"""A student's hour in a class, in each language: from the welcome to the feedback, as a person does it in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from examples.make import LESSONS, answer, solved
from grader.authoring.index import title
from grader.authoring.source import Lesson
from grader.exercises import load_exercises
from grader.languages import LANGUAGES
from tests.conftest import ROOT
from tests.journeys import student as do
from tests.journeys.classroom import ASSIGNMENT, EXERCISE, LESSON, Classroom, make_classroom
from tests.journeys.screenshots import keep
from tests.jupyter import CHROMIUM, browser_page

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

STUDENTS = {"es": "ana", "en": "bruno"}
TOLD = {
    "es": {
        "language": "Español: ML en producción",
        "none": "Ejercicio sin puntos todavía",
        "some": "Ejercicio a medias",
        "all": "Ejercicio completo",
        "says": "variance da la varianza de la muestra, la que divide por n − 1",
        "advises": "La de pandas, no la de np.var sin argumentos",
        "hint": "Pista 1 de 3",
        "progress": "3 de 12",
        "points": "Puntos: 3 de 12",
    },
    "en": {
        "language": "English: ML in Production",
        "none": "No points for this exercise yet",
        "some": "Exercise partly done",
        "all": "Exercise complete",
        "says": "variance gives the variance of the sample, the one that divides by n − 1",
        "advises": "That of pandas, not that of np.var without arguments",
        "hint": "Hint 1 of 3",
        "progress": "3 of 12",
        "points": "Points: 3 of 12",
    },
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    return make_classroom(tmp_path_factory.mktemp("class"))


@pytest.fixture
def page() -> Iterator[Page]:
    with browser_page() as opened:
        opened.set_default_timeout(do.PATIENCE)
        yield opened


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_the_welcome_to_the_feedback(room: Classroom, page: Page, lang: str) -> None:
    student, told = STUDENTS[lang], TOLD[lang]
    room.release(lang)
    with room.lab(student) as lab:
        do.open_welcome(page, lab)
        keep(page, f"{lang}-01-welcome")

        do.open_assignments(page, lang)
        keep(page, f"{lang}-02-released")
        do.press(page, "Fetch", then="#fetched_assignments_list .list_item")

        do.go_to_tab(page, "index.ipynb")
        do.reopen(page)
        page.get_by_role("link", name=told["language"]).click()
        do.follow(page, title(lesson(), lang), LESSON)
        keep(page, f"{lang}-03-lesson")
        work(page, lang)

        do.open_assignments(page, lang)
        do.press(page, "Submit", then="#submitted_assignments_list .list_item")
        keep(page, f"{lang}-09-submitted")
        room.grade_and_return(student, lang)
        assert room.points(student) == load_exercises()[EXERCISE].points
        receive(page, lang)


def work(page: Page, lang: str) -> None:
    """On one exercise of the lesson: wrong, a hint, right, how far that is, and what Validate says of the whole."""
    told, wrong, right = TOLD[lang], wrong_answer(), reference(lang)
    do.choose(page, "Run", "Run All Cells")
    check = do.cell_with(page, f'check("{EXERCISE}")')
    card = check.locator("section[aria-label]")
    expect(card).to_contain_text(told["none"], timeout=do.PATIENCE)

    write_in = do.cell_with(page, "def observe(")
    do.write(page, write_in, wrong)
    do.run_with_next(page)
    expect(card).to_contain_text(told["some"], timeout=do.PATIENCE)
    expect(card).to_contain_text(told["says"])
    expect(card).to_contain_text(told["advises"])
    assert card.get_attribute("lang") == lang
    keep(page, f"{lang}-04-wrong", card)

    hint = do.run_below(page, check, f'hint("{EXERCISE}")')
    expect(hint).to_contain_text(told["hint"], timeout=do.PATIENCE)
    assert hint.locator("p").first.get_attribute("lang") == lang
    keep(page, f"{lang}-05-hint", hint)

    do.write(page, write_in, right)
    do.run_with_next(page)
    expect(card).to_contain_text(told["all"], timeout=do.PATIENCE)
    keep(page, f"{lang}-06-right", card)

    progress = do.run_below(page, check, "progress()")
    expect(progress).to_contain_text(told["progress"], timeout=do.PATIENCE)
    keep(page, f"{lang}-07-progress", progress)

    dialog = do.validate(page)
    expect(dialog).to_contain_text('check("online_learning")')  # which nobody has answered
    expect(dialog).not_to_contain_text(f'check("{EXERCISE}")')
    keep(page, f"{lang}-08-validated")
    dialog.get_by_role("button", name="OK").click()


def receive(page: Page, lang: str) -> None:
    """Fetch the feedback, and open its page."""
    page.get_by_title("Refresh assignments list").click()
    page.get_by_text("(feedback available to fetch)").wait_for()
    do.press(page, "Fetch Feedback", then="text=(view feedback)")
    keep(page, f"{lang}-10-feedback-fetched")
    page.get_by_text("(view feedback)").click()
    page.get_by_role("listitem", name=f"{LESSON}.html").dblclick()
    feedback = page.frame_locator("iframe")
    expect(feedback.locator("main")).to_contain_text(TOLD[lang]["points"])
    assert feedback.locator("body").get_attribute("lang") == lang
    keep(page, f"{lang}-11-feedback")


def lesson() -> Lesson:
    return next(one for one in LESSONS if one.id == f"{ASSIGNMENT}/{LESSON}")


def reference(lang: str) -> str:
    return str(answer(solved(lang, lesson()), EXERCISE).source)


def wrong_answer() -> str:
    """One of the bank's, without what it says to whoever reads the bank."""
    bank = Path(ROOT, "tests/answers", ASSIGNMENT, LESSON, EXERCISE, "wrong_divides_by_n.py")
    return "\n".join(line for line in bank.read_text("utf-8").splitlines() if not line.startswith("# "))
