"""The site of the whole course: every page in every language, and nothing that would spare a student the thinking.

One lesson is run; the others are there without what their cells show, because a test of each lesson runs it anyway.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser

from grader.authoring.source import lesson_paths
from grader.exercises import STUB_WORDS, load_exercises
from grader.languages import LANGUAGES
from grader.site.build import build_site
from grader.site.run import run_with_memory
from tests.axe import wrong
from tests.conftest import ROOT
from tests.jupyter import CHROMIUM, browser
from tests.site.browser import offline_page, open_file
from tests.teaching.test_bundle import pairs, solutions

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium, which draws the diagrams, is not installed"),
]
RUN = "1-packaging/4-containers"
LESSONS = [path.relative_to(ROOT / "solutions").with_suffix("").as_posix() for path in lesson_paths(ROOT)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    run = run_with_memory(ROOT, folder / "outputs", 2, print)

    def run_one(notebooks: Mapping[Path, NotebookNode]) -> None:
        run({path: notebook for path, notebook in notebooks.items() if path.match(f"*/{RUN}.ipynb")})

    build_site(ROOT, folder / "site", run_one)
    return folder / "site"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


def pages(site: Path) -> list[str]:
    """Every page's place in its language's tree; the trees are alike."""
    trees = [{path.relative_to(site / lang).as_posix() for path in (site / lang).rglob("*.html")} for lang in LANGUAGES]
    assert all(tree == trees[0] for tree in trees)
    return sorted(trees[0])


def text(page: str) -> str:
    """What a reader sees, and what is hidden in attributes, but for pictures."""
    seen = re.sub(r'"data:[^"]*"', "", page)
    return html.unescape(re.sub(r"</?(span|code|pre|div|p|a|em|strong)\b[^>]*>", "", seen))


def test_each_lesson_and_each_document_has_a_page_in_every_language_that_leads_to_the_others(site: Path) -> None:
    there = pages(site)
    documents = {f"guides/{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    wanted = {"index.html", "search.html", "guides/readme.html", *(f"{lesson}.html" for lesson in LESSONS), *documents}
    assert wanted <= {*there}
    for lang in LANGUAGES:
        for name in there:
            page = (site / lang / name).read_text(encoding="utf-8")
            up = "../" * (name.count("/") + 1)
            assert f'<html lang="{lang}"' in page
            for other in LANGUAGES:
                assert (f'<a lang="{other}" hreflang="{other}" href="{up}{other}/{name}">' in page) == (other != lang)
                assert (f'<link rel="alternate" hreflang="{other}" href="{up}{other}/{name}">' in page) == (other != lang)


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#?]+)', page):
            if not re.match(r"[a-z]+:", target):
                assert (path.parent / target).exists(), f"{path}: {target}"


def test_no_file_holds_two_lines_of_a_solution(site: Path) -> None:
    secret = set().union(*solutions().values())
    assert len(secret) > 500
    read = {path: pairs(text(path.read_text(encoding="utf-8"))) for path in site.rglob("*.html")}
    assert [(path, secret & found) for path, found in read.items() if secret & found] == []


def test_the_search_for_solutions_finds_what_there_is_to_find() -> None:
    """Otherwise the test above would prove nothing."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    source = (ROOT / f"solutions/{RUN}.py").read_text(encoding="utf-8")
    assert solutions()[RUN] & pairs(text(highlight(source, PythonLexer(), HtmlFormatter())))


def test_no_file_names_a_hidden_check_or_says_what_it_looks_for(site: Path) -> None:
    secrets: set[str] = set()
    public = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "solutions").glob("*/*.py"))
    for exercise in load_exercises().values():
        assert exercise.hidden
        source = exercise.hidden.read_text(encoding="utf-8")
        secrets |= {*re.findall(r"def (test_\w+)", source), *re.findall(r'(?:es|en)="([^"]{20,})"', source)}
    secrets = {secret for secret in secrets if secret not in public}
    assert len(secrets) > 300
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".js", ".json", ".txt", ".py", ".ipynb"}]
    for path in files:
        seen = text(path.read_text(encoding="utf-8"))
        assert [secret for secret in secrets if secret in seen] == [], path
    assert not [path for path in site.rglob("*") if path.suffix in {".ipynb", ".md", ".py"}], "a source"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_exercise_is_there_unsolved_with_its_hints_closed(site: Path, lang: str) -> None:
    for exercise in load_exercises().values():
        page = (site / lang / f"{exercise.assignment}/{exercise.lesson}.html").read_text(encoding="utf-8")
        assert html.escape(exercise.title[lang], quote=False) in re.sub(r"</?code>", "`", page)
        assert STUB_WORDS in page
    assert "<details open" not in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_cell_shows_is_there(site: Path, lang: str) -> None:
    page = (site / lang / f"{RUN}.html").read_text(encoding="utf-8")
    assert page.count('class="cell_output') > 10


def test_every_picture_says_what_it_shows(site: Path) -> None:
    seen = 0
    for path in site.rglob("*.html"):
        for tag in re.findall(r"<img\b[^>]*>", path.read_text(encoding="utf-8")):
            seen += 1
            assert re.search(r'alt="[^"]{10,}"', tag), f"{path}: {tag[:200]}"
    assert seen >= 2 * len(LESSONS) * len(LANGUAGES), "a diagram in each lesson, drawn for light and for dark"


def test_nothing_that_a_page_loads_lies_elsewhere(site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|data)=["'](?:https?:)?//"""
    )
    styles = re.compile(
        r"""<link\b(?=[^>]*rel="(?:stylesheet|preload|icon|modulepreload|preconnect)")[^>]*href="(?:https?:)?//"""
    )
    inside = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?:https?:)?//""")
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert [pattern.findall(page) for pattern in (loads, styles, inside) if pattern.findall(page)] == [], path
    for path in site.rglob("*.css"):
        assert inside.findall(path.read_text(encoding="utf-8")) == [], path


def test_no_page_asks_for_anything_that_is_not_a_file_beside_it(site: Path, chromium: Browser) -> None:
    with offline_page(chromium) as page:
        for path in sorted(site.rglob("*.html")):
            open_file(page, path)
        assert page.asked == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("lang", "scheme"), [("es", "dark"), ("en", "light")])
def test_lessons_and_documents_pass_axe(site: Path, chromium: Browser, lang: str, scheme: str) -> None:
    names = [f"{RUN}.html", "2-scalability/3-deployment-velocity.html", "guides/security.html", "guides/freshness.html"]
    with offline_page(chromium, scheme) as page:
        for name in ["index.html", "1-packaging/index.html", *names]:
            open_file(page, site / lang / name)
            assert page.evaluate("document.documentElement.dataset.theme") == scheme
            assert wrong(page) == [], name


@pytest.mark.parametrize(("lang", "words"), [("es", "serializando"), ("en", "serializing")])
def test_the_search_finds_a_lesson_by_another_form_of_a_word(site: Path, chromium: Browser, lang: str, words: str) -> None:
    with offline_page(chromium) as page:
        page.goto(f"{(site / lang / 'search.html').as_uri()}?q={words}")
        page.locator('#search-results a[href*="1-serialization"]').first.wait_for()
        assert wrong(page) == []
        assert page.asked == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_leads_a_reader_to_their_language(site: Path, chromium: Browser, lang: str) -> None:
    with offline_page(chromium, locale=f"{lang}-XX") as page:
        open_file(page, site / "index.html")
        page.wait_for_url(f"**/{lang}/index.html")


def test_the_first_page_shows_the_way_to_whoever_speaks_none_of_them(site: Path, chromium: Browser) -> None:
    with offline_page(chromium, locale="ja") as page:
        open_file(page, site / "index.html")
        assert [link.get_attribute("lang") for link in page.get_by_role("link").all()] == [*LANGUAGES]
        page.get_by_role("link", name="English").click()
        page.wait_for_url("**/en/index.html")
