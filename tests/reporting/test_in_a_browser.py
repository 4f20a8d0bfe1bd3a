"""The report in a real browser: it asks for nothing, runs nothing, fits a telephone, reads in light, in dark and by ear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from grader.languages import LANGUAGES
from grader.reporting.graded import read_graded
from grader.reporting.page import page as report
from tests.axe import wrong
from tests.jupyter import CHROMIUM, browser_page
from tests.reporting.classes import students
from tests.reporting.made import ASSIGNMENT, NOW, grade, make_course

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]
HOSTILE = "</pre></bdi></table><script>pwned=1</script><svg onload=pwned=1><img src=http://127.0.0.1:9/x onerror=pwned=1>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a class in which somebody writes HTML wherever they can."""
    made = make_course(tmp_path_factory.mktemp("course"), notebooks=1, exercises=2)
    people = students(["ex1a", "ex1b"], each=12, fault="ex1a", copied="ex1b")
    people[0].id = HOSTILE.replace("/", "|")
    people[0].answers["ex1b"] += f"\n# {HOSTILE}"
    for person in people[:6]:
        person.message = HOSTILE
    grade(made, people)
    for lang in LANGUAGES:
        html = report(read_graded(made.root, ASSIGNMENT, lang), lang, NOW)
        (made.root / f"{lang}.html").write_text(html, encoding="utf-8")
    return made.root


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")])
def test_it_reads_in_light_and_in_dark(page: Page, folder: Path, lang: str, scheme: str, ink: str) -> None:
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1100, "height": 900})
    page.goto((folder / f"{lang}.html").as_uri())
    for summary in page.locator("summary").all():
        summary.press("Enter")
    assert page.locator("details[open]").count() == page.locator("details").count() > 0
    assert len(asked) == 1
    assert said == []
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.locator("script, iframe, img").count() == 0
    assert page.evaluate("getComputedStyle(document.body).color") == ink
    inks = page.evaluate("[...new Set([...document.querySelectorAll('svg text')].map(t => getComputedStyle(t).fill))]")
    assert inks == [ink]
    assert wrong(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fits_a_telephone(page: Page, folder: Path, lang: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto((folder / f"{lang}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
