"""Pages of a browser that come from the disk, have no network, and remember what they asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

DESKTOP, PHONE = {"width": 1300, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def offline_page(one: Browser, scheme: str = "light", size: dict[str, int] = DESKTOP, locale: str = "fr") -> Iterator[Page]:
    """A page whose attribute ``asked`` lists what it wanted that is no file of this disk; it got none of it."""
    context = one.new_context(color_scheme=scheme, viewport=size, locale=locale)  # type: ignore[arg-type]
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(("file:", "data:", "blob:")), refuse)
    page = context.new_page()
    page.asked = asked  # type: ignore[attr-defined]
    yield page
    context.close()


def open_file(page: Page, path: Path) -> None:
    page.goto(path.as_uri())
