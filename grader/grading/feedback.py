"""The feedback page: an nbconvert template of ours, which speaks the language of the notebook and runs no script."""

from __future__ import annotations

from pathlib import Path

import bleach

TEMPLATES = Path(__file__).parent / "templates"

_TAGS = """
    a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span
    strong sub sup table tbody td tfoot th thead tr ul
""".split()
_ATTRIBUTES = {
    "*": ["id", "lang", "title"],
    "a": ["href"],
    "img": ["alt", "src"],
    "td": ["colspan"],
    "th": ["colspan", "scope"],
}


def clean_prose(html: str) -> str:
    """HTML that a lesson or a student's output holds, with nothing left in it that runs or loads anything."""
    return bleach.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, protocols=["http", "https", "mailto", "data"], strip=True)
