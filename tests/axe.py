"""What axe-core finds wrong with a page for whoever reads it by ear, by keyboard or with little sight."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_AXE = Axe()


def wrong(page: Page, part: str = "html") -> list[str]:
    """A line for each rule that is broken within that part of the page: the rule, how bad, and where."""
    found = _AXE.run(page, context=part).response
    assert found["passes"], f"axe found nothing to look at in {part}"
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]
    ]
