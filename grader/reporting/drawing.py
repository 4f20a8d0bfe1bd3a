"""A Matplotlib figure as SVG inside a page: its colours are the page's own, so it reads in light and in dark.

Figures are drawn in stand-in colours, which become CSS variables of the page. Nothing in the SVG refers to anything
outside it, and the ids in it are its own.
"""

from __future__ import annotations

import io
import re
from contextlib import AbstractContextManager
from html import escape
from typing import Any

import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure

INK, PAPER = "#010203", "#fefdfc"
SERIES = ("#4477aa", "#bb5566", "#228833", "#aa7700")
"""A colour for each language, and again from the first; every series has its own sign too."""
SIGNS = ("o", "s", "^", "D")
_VARIABLES = {INK: "CanvasText", PAPER: "Canvas"} | {c: f"var(--series-{n})" for n, c in enumerate(SERIES, 1)}
_STYLE: Any = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "report",
    "text.parse_math": False,
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.color": INK,
    "hatch.linewidth": 0.6,
    "axes.grid": False,
}
_FONT = re.compile(r"font(-family)?: ([^;\"]*?)'DejaVu Sans'[^;\"]*")
_OPENING = re.compile(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>')
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_ID = re.compile(r' id="([^"]+)"')


def style() -> AbstractContextManager[None]:
    """The context in which a figure is made."""
    return matplotlib.rc_context(_STYLE)


def as_svg(figure: Figure, name: str, alt: str) -> Markup:
    """``figure`` as an element of a page; ``alt`` says what it shows, ``name`` is the figure's own."""
    buffer = io.StringIO()
    with matplotlib.rc_context(_STYLE):
        metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(buffer, format="svg", transparent=True, metadata=metadata)
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    used = {*re.findall(r'url\(#([^)"]+)\)', svg), *re.findall(r'href="#([^"]+)"', svg)}
    svg = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", svg)
    svg = re.sub(r'(url\(|href=")#', rf"\1#{name}-", svg)
    svg = _FONT.sub(r"font\1: \2system-ui, sans-serif", svg)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    label = f'role="img" aria-label="{escape(alt)}"'
    return Markup(_OPENING.sub(lambda found: f'<svg {_NAMESPACES} viewBox="{found[1]}" {label}>', svg, count=1))
