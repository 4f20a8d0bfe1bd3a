"""The first page, which leads each reader to their language and shows the way to all of them."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path

from grader.languages import own_name

_SIGN = '<meta name="generator" content="grader site">'
_PAGE = """<!doctype html>
<html lang="{first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{sign}
<link rel="icon" href="data:,">
{alternates}
<title>{title}</title>
<style>
html {{ color: light-dark(#222832, #e6ebf0); background: light-dark(#ffffff, #14181e); }}
a {{ color: light-dark(#085d6e, #7fd3e3); }}
body {{ font: 1.25rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }}
</style>
<script>
const there = {languages};
const wanted = (navigator.languages || []).map((tag) => tag.toLowerCase().split("-")[0]);
const found = wanted.find((lang) => there.includes(lang));
if (found) location.replace(`${{found}}/index.html`);
</script>
</head>
<body>
<main>
<h1>{heading}</h1>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""


def entrance(titles: Mapping[str, str]) -> str:
    """The page, from the course's title in each language."""
    heading = " · ".join(f'<span lang="{lang}">{html.escape(title)}</span>' for lang, title in titles.items())
    return _PAGE.format(
        first=next(iter(titles)),
        sign=_SIGN,
        title=html.escape(" · ".join(titles.values())),
        heading=heading,
        languages=json.dumps(list(titles)),
        alternates="\n".join(f'<link rel="alternate" hreflang="{lang}" href="{lang}/index.html">' for lang in titles),
        links="\n".join(
            f'<li><a lang="{lang}" hreflang="{lang}" href="{lang}/index.html">{html.escape(own_name(lang))}</a></li>'
            for lang in titles
        ),
    )


def is_ours(folder: Path) -> bool:
    """Whether a folder is an earlier site, or holds nothing: only then may a new one take its place."""
    page = folder / "index.html"
    if not folder.is_dir():
        return False
    return not any(folder.iterdir()) or (page.is_file() and _SIGN in page.read_text(encoding="utf-8", errors="replace"))
