"""What becomes of a small course whose lesson holds one of each thing that a page may show."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from grader.commands import Refused
from grader.errors import CourseError
from grader.exercises import STUB_WORDS
from grader.site.build import build_site
from grader.site.diagrams import draw
from grader.site.run import run_with_memory
from tests.axe import wrong
from tests.jupyter import CHROMIUM, browser
from tests.site.browser import DESKTOP, PHONE, offline_page, open_file
from tests.site.course import LESSON, change, write_course

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium, which draws the diagrams, is not installed"),
]


def make(root: Path) -> list[str]:
    """Build the site, and give the lines that told of lessons being run."""
    told: list[str] = []
    build_site(root, root / "build/site", run_with_memory(root, root / "build/outputs", 2, told.append))
    return told


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    write_course(root)
    assert len(make(root)) == 2
    return root


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture
def own(course: Path, tmp_path: Path) -> Path:
    """The same course, to change."""
    shutil.copytree(course, tmp_path / "own")
    return tmp_path / "own"


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_page_shows_what_the_solved_lesson_shows_and_the_exercise_unsolved(course: Path, lang: str) -> None:
    page = (course / f"build/site/{lang}/{LESSON}.html").read_text(encoding="utf-8")
    assert "mean: 1.5" in page
    assert "total_of_the_numbers" not in page
    assert STUB_WORDS in page
    assert {"es": "Esa es la suma, sin dividir.", "en": "That is the sum, not yet divided."}[lang] in page
    assert page.count("<math ") == 2
    assert page.count(f'alt="diagram-{lang}. diagram-{lang}.') == 2, "one for light pages and one for dark ones"
    assert {"es": "Pista 3 de 3", "en": "Hint 3 of 3"}[lang] in page
    assert {"es": "<strong>Ejercicio: El promedio</strong>", "en": "<strong>Exercise: The average</strong>"}[lang] in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_kind_of_page_passes_axe_and_fits(course: Path, chromium: Browser, scheme: str, size: dict[str, int]) -> None:
    site = course / "build/site"
    with offline_page(chromium, scheme, size) as page:
        for path in sorted(site.rglob("*.html")):
            open_file(page, path)
            assert wrong(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
        assert page.asked == []  # type: ignore[attr-defined]


def test_one_drawing_of_a_diagram_is_seen_and_fits_the_page(course: Path, chromium: Browser) -> None:
    for scheme in ("light", "dark"):
        with offline_page(chromium, scheme) as page:
            open_file(page, course / f"build/site/en/{LESSON}.html")
            assert page.locator(".diagram img:visible").count() == 1
            assert page.locator(f".diagram img.only-{scheme}").is_visible()
            assert page.locator(".diagram img:visible").evaluate("(img) => img.complete && img.naturalWidth > 50")


def test_a_link_of_a_document_leads_to_its_page_and_a_file_that_is_not_there_is_only_named(course: Path) -> None:
    page = (course / "build/site/en/guides/guide.html").read_text(encoding="utf-8")
    assert '<a class="reference internal" href="other.html">' in page
    assert "and a file." in page
    assert "Makefile" not in page
    assert "La tabla" not in page
    assert 'href="#guide-table"' in page
    assert 'id="guide-table"' in page


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_page_does_not_say_whose_machine_built_it(course: Path, lang: str) -> None:
    page = (course / f"build/site/{lang}/{LESSON}.html").read_text(encoding="utf-8")
    assert "~/data" in page
    assert f"{Path.home()}/" not in page


def test_only_what_changed_is_run_again(own: Path) -> None:
    assert make(own) == []
    change(own, "# A lesson", "# The same lesson")
    assert make(own) == []
    assert "The same lesson" in (own / f"build/site/en/{LESSON}.html").read_text(encoding="utf-8")
    change(own, '"mean:"', '"the mean:"')
    assert len(make(own)) == 2
    assert "the mean: 1.5" in (own / f"build/site/en/{LESSON}.html").read_text(encoding="utf-8")


def test_a_lesson_that_fails_stops_the_build_and_leaves_the_site_as_it_was(own: Path) -> None:
    before = (own / f"build/site/en/{LESSON}.html").read_bytes()
    change(own, "average([1, 2])", "average([])")
    with pytest.raises(Refused, match="ZeroDivisionError: division by zero") as refused:
        make(own)
    assert "no se ejecuta entera" in refused.value.text["es"]
    assert "does not run whole" in refused.value.text["en"]
    assert f"/{LESSON}: " in refused.value.text["en"]
    assert (own / f"build/site/en/{LESSON}.html").read_bytes() == before


def test_a_page_with_a_fault_stops_the_build(own: Path) -> None:
    document = own / "docs/guide.md"
    document.write_text(document.read_text(encoding="utf-8").replace("](#table), [another]", "](#chair), [another]"))
    with pytest.raises(CourseError, match=r"guides/guide\.md:\d+: .*'chair'"):
        make(own)


def test_a_diagram_that_cannot_be_drawn_is_named_by_its_title(own: Path) -> None:
    change(own, 'a["A"] --> b["B"]', 'a["A" --> b')
    with pytest.raises(Refused, match=r"diagram-e[sn]"):
        make(own)


def test_one_without_words_is_named_by_how_it_begins(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"«flowchart LR\s"):
        draw(['flowchart LR\n  a["A" --> b\n'], tmp_path)


def test_somebody_s_folder_is_not_replaced(course: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(Refused) as refused:
        build_site(course, tmp_path, lambda notebooks: None)
    assert "elige otra carpeta" in refused.value.text["es"]
    assert "choose another folder" in refused.value.text["en"]
    assert (tmp_path / "index.html").read_text() == "mine"


def test_a_third_language_gets_its_tree_and_its_place_in_every_switcher(tmp_path: Path) -> None:
    languages = ("pt", "es", "en")
    write_course(tmp_path, languages, code="\n1 + 1\n")
    build_site(tmp_path, tmp_path / "build/site", lambda notebooks: None, languages)
    for lang in languages:
        page = (tmp_path / f"build/site/{lang}/{LESSON}.html").read_text(encoding="utf-8")
        assert f'<html lang="{lang}"' in page
        for other in languages:
            link = f'<a lang="{other}" hreflang="{other}" href="../../{other}/{LESSON}.html">'
            assert (link in page) == (other != lang)
    assert ">Português</a>" in (tmp_path / "build/site/index.html").read_text(encoding="utf-8")
    assert not (tmp_path / "build/site/pt/guides").exists(), "no document is there in that language"
