"""JupyterLab as a student sees it: no pop-up, a check cell that shows its card, and the Validate button."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Page, sync_playwright

from examples.make import LESSON, solved
from tests.conftest import ROOT
from tests.jupyter import TOKEN, jupyter_lab

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab on a copy of notebooks/, whose Spanish lesson is solved."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder)
    nbformat.write(solved("es"), folder / "es" / f"{LESSON.id}.ipynb")
    progress = str(folder.parent / "progress.json")
    with jupyter_lab(folder, ROOT, "--config=jupyter/lab_config.py", GRADER_PROGRESS=progress) as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser.new_page(viewport={"width": 1300, "height": 900})
        browser.close()


def open_lesson(page: Page, lab: str, lang: str) -> None:
    """Open the lesson in a workspace of its own: JupyterLab restores the tabs, and the dialogs, of the one before."""
    page.goto(f"{lab}/lab/workspaces/{secrets.token_hex(4)}/tree/{lang}/{LESSON.id}.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)


@pytest.mark.parametrize(("lang", "told"), [("es", "Success!"), ("en", "failed")])
def test_validate_agrees_with_check_and_nothing_pops_up(page: Page, lab: str, lang: str, told: str) -> None:
    open_lesson(page, lab, lang)
    assert page.locator(".jp-toast-message, .Toastify__toast").count() == 0
    page.get_by_text("Validate", exact=True).first.click()
    page.locator(".jp-Dialog-content").filter(has_text=told).wait_for(timeout=180_000)


@pytest.mark.parametrize(("lang", "told"), [("es", "Ejercicio completo"), ("en", "No points for this exercise yet")])
def test_a_check_cell_shows_its_card(page: Page, lab: str, lang: str, told: str) -> None:
    open_lesson(page, lab, lang)
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    card = page.locator(f'section[lang="{lang}"]').first
    card.wait_for(timeout=180_000, state="attached")
    assert told in (card.text_content() or "")
