"""JupyterLab as a student sees it: no pop-up, a check cell that shows its card, and the Validate button."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Page

from examples.make import LESSON, solved
from tests.conftest import ROOT
from tests.jupyter import CHROMIUM, browser_page, jupyter_lab, open_notebook, run_all

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
    with browser_page() as opened:
        yield opened


@pytest.mark.parametrize(("lang", "told"), [("es", "Success!"), ("en", "failed")])
def test_validate_agrees_with_check_and_nothing_pops_up(page: Page, lab: str, lang: str, told: str) -> None:
    open_notebook(page, lab, f"{lang}/{LESSON.id}.ipynb")
    assert page.locator(".jp-toast-message, .Toastify__toast").count() == 0
    page.get_by_text("Validate", exact=True).first.click()
    page.locator(".jp-Dialog-content").filter(has_text=told).wait_for(timeout=180_000)


@pytest.mark.parametrize(("lang", "told"), [("es", "Ejercicio completo"), ("en", "No points for this exercise yet")])
def test_a_check_cell_shows_its_card(page: Page, lab: str, lang: str, told: str) -> None:
    open_notebook(page, lab, f"{lang}/{LESSON.id}.ipynb")
    assert told in (run_all(page, lang).text_content() or "")
