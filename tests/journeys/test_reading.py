"""Cards and feedback pages for whoever reads them by ear, by keyboard or with little sight, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, expect

from grader.authoring.notebook import KERNEL
from grader.languages import LANGUAGES
from tests.axe import wrong
from tests.conftest import ROOT
from tests.journeys.cards import cards, feedback_page
from tests.journeys.classroom import EXPOSED
from tests.journeys.screenshots import THEMES, keep, keep_page, put_on
from tests.jupyter import CHROMIUM, browser_page, jupyter_lab, open_notebook, run_all

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

HEARD = {
    "es": """
- 'region "Media y varianza sin guardar nada: 1 de 3 puntos"':
  - paragraph:
    - strong: Media y varianza sin guardar nada
    - text: — 1 de 3 puntos
  - paragraph: Ejercicio a medias.
  - list:
    - listitem:
      - strong: "Bien:"
      - text: Da lo mismo que el lote
    - listitem:
      - strong: "Falta:"
      - text: /La varianza es la de una muestra .* ¿Entre cuánto se divide\\? Pasó por estas líneas tuyas:/
    - listitem:
      - strong: "Falta:"
      - text: Una parte vacía no cambia nada
      - emphasis: (comprobación oculta)
  - paragraph:
    - text: ¿Atascado? Ejecuta
    - code: hint("running_moments")
    - text: "en una celda nueva: hay tres pistas. · Semilla de los datos: 2"
""",
    "en": """
- 'region "Mean and variance without keeping anything: 1 of 3 points"':
  - paragraph:
    - strong: Mean and variance without keeping anything
    - text: — 1 of 3 points
  - paragraph: Exercise partly done.
  - list:
    - listitem:
      - strong: "Right:"
      - text: Gives the same as the batch
    - listitem:
      - strong: "Missing:"
      - text: /The variance is that of a sample .* By how much is it divided\\? It passed through these lines of yours:/
    - listitem:
      - strong: "Missing:"
      - text: An empty part changes nothing
      - emphasis: (hidden check)
  - paragraph:
    - text: Stuck? Run
    - code: hint("running_moments")
    - text: "in a new cell: there are three hints. · Seed of the data: 2"
""",
}
"""What a screen reader says of a card with a bit of everything: words, and no name of a symbol."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab with a notebook for each language, whose cell shows the cards."""
    home = tmp_path_factory.mktemp("home")
    (home / "notebooks").mkdir()
    for lang in LANGUAGES:
        shown = list(cards(lang).values())
        source = f"from IPython.display import HTML, display\nfor card in {shown!r}:\n    display(HTML(card))"
        nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=KERNEL), home / "notebooks" / f"{lang}.ipynb")
    config = f"--config={ROOT}/jupyter/lab_config.py"
    with jupyter_lab(home / "notebooks", home, config, EXPOSED, HOME=str(home), LANG="es_ES.UTF-8") as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_jupyterlab_every_card_reads_in_its_own_language_in_light_and_in_dark(page: Page, lab: str, lang: str) -> None:
    open_notebook(page, lab, f"{lang}.ipynb")
    run_all(page, lang)
    shown = page.locator(f'.jp-OutputArea section[lang="{lang}"]')
    expect(shown).to_have_count(len(cards(lang)))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(shown.nth(1)).to_match_aria_snapshot(HEARD[lang])
    keep(page, f"{lang}-cards")
    for theme in THEMES:
        put_on(page, theme)
        assert wrong(page, ".jp-OutputArea section") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feedback_page_reads_in_light_and_in_dark(page: Page, tmp_path: Path, lang: str) -> None:
    (tmp_path / "page.html").write_text(feedback_page(lang), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    assert page.locator("html").get_attribute("lang") == lang
    expect(page.locator("section section").nth(1)).to_match_aria_snapshot(HEARD[lang])
    for scheme in THEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        keep_page(page, f"{lang}-feedback-page-{scheme}")
        assert wrong(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feedback_page_is_walked_by_keyboard(page: Page, tmp_path: Path, lang: str) -> None:
    (tmp_path / "page.html").write_text(feedback_page(lang), encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.keyboard.press("Tab")
    first = page.locator(":focus")
    assert first.get_attribute("href") == "#online_learning"
    assert first.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#online_learning').getBoundingClientRect().top < innerHeight / 2")
    page.locator(".printed").first.focus()  # long outputs scroll, by the keyboard too
    before = page.locator(":focus").evaluate("one => one.scrollTop")
    page.keyboard.press("End")
    page.wait_for_function("before => document.activeElement.scrollTop > before", arg=before)


def test_jupyterlab_is_in_english_and_offers_spanish(page: Page, lab: str) -> None:
    """Whatever the system's language is, so that a control bears the name by which the lessons call it."""
    open_notebook(page, lab, "es.ipynb")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".lm-MenuBar-itemLabel").get_by_text("Settings", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Language", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Español").click()
    page.get_by_role("button", name="Change and reload").click()
    page.locator(".lm-MenuBar-itemLabel").get_by_text("Archivo", exact=True).wait_for()
    assert page.locator("html").get_attribute("lang") == "es-ES"
    for untranslated in ("Nbgrader", "Validate"):  # nbgrader has no Spanish; the lessons name these as they are
        page.get_by_text(untranslated, exact=True).first.wait_for()
    keep(page, "es-jupyterlab-in-spanish")
