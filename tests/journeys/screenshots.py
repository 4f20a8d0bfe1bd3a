"""Screenshots in the light and in the dark theme, kept in build/screenshots, or where GRADER_SCREENSHOTS says."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.conftest import ROOT

KEPT_UNLESS_TOLD = ROOT / "build/screenshots"
KEPT = Path(os.environ.get("GRADER_SCREENSHOTS", KEPT_UNLESS_TOLD))
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def put_on(page: Page, theme: str) -> None:
    """JupyterLab in that theme, and what it frames in that colour scheme."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.evaluate("name => jupyterapp.commands.execute('apputils:change-theme', { theme: name })", THEMES[theme])
    page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=THEMES[theme])


def keep_page(page: Page, name: str) -> None:
    """The whole page, as it stands."""
    page.screenshot(path=KEPT / f"{name}.png", full_page=True, animations="disabled")


def keep(page: Page, name: str, about: Locator | None = None) -> None:
    """What the page shows, scrolled to what the picture is about, in both; it stays in the light one."""
    for theme in ("dark", "light"):
        put_on(page, theme)
        if about is not None:
            about.evaluate("one => one.scrollIntoView({ block: 'center' })")
        page.screenshot(path=KEPT / f"{name}-{theme}.png", animations="disabled")
