"""HTML of others, made inert: tables, lists and text stay; nothing in it runs, loads, links or has a style.

bleach says what is allowed. Its parser builds a tree as a browser does, which a few kilobytes of misnested tags can make
slow or huge; so tags are balanced and their depth bounded first.
"""

from __future__ import annotations

import re
from html import escape, unescape

import bleach

from grader.unseen import visible

_TAGS = set(
    """
    abbr b blockquote br caption code dd del div dl dt em hr i ins kbd li ol p pre s samp small span strong sub sup table
    tbody td tfoot th thead tr u ul var
    """.split()
)
_WITHOUT_END = {"br", "hr"}
_SPANS = {"td": ["colspan", "rowspan"], "th": ["colspan", "rowspan"]}
_CONTENT_TOO = {"head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"}
"""Tags whose content is no text to read."""
_DEPTH = 24
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?/?)>")
_SPAN = re.compile(r"\s(colspan|rowspan)=[\"']?([0-9]{1,3})(?=[\"'\s])")
_ENDLESS_NUMBER = re.compile(r"&(?=#[xX]?[0-9a-fA-F]{8})")


def inert_html(html: str) -> str:
    """What is left of ``html`` when only tables, lists and text may stay."""
    return bleach.clean(_balanced(html.replace("\r\n", "\n")), tags=_TAGS, attributes=_SPANS, protocols=[], strip=True)


def _balanced(html: str) -> str:
    """The same with every tag closed in order, no deeper than ``_DEPTH``; what is not a known tag is text or gone."""
    parts: list[str] = []
    still_open: list[str] = []
    hidden, at = "", 0
    for tag in _TAG.finditer(html):
        end, name, attributes = bool(tag[1]), tag[2].lower(), tag[3]
        if hidden:
            if end and name == hidden:
                hidden, at = "", tag.end()
            continue
        parts.append(_text(html[at : tag.start()]))
        at = tag.end()
        if name in _CONTENT_TOO:
            hidden = "" if end else name
        elif end and name in still_open:
            while still_open[-1] != name:
                parts.append(f"</{still_open.pop()}>")
            parts.append(f"</{still_open.pop()}>")
        elif not end and name in _WITHOUT_END:
            parts.append(f"<{name}>")
        elif not end and name in _TAGS and len(still_open) < _DEPTH:
            spans = "".join(f' {key}="{value}"' for key, value in _SPAN.findall(f"{attributes} "))
            parts.append(f"<{name}{spans}>")
            still_open.append(name)
    if not hidden:
        parts.append(_text(html[at:]))
    parts.extend(f"</{name}>" for name in reversed(still_open))
    return "".join(parts)


def _text(piece: str) -> str:
    """Text between tags, its references resolved, so that none of them hides a character."""
    return escape(visible(unescape(_ENDLESS_NUMBER.sub("&amp;", piece))), quote=False)
