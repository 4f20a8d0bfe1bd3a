"""Figures with alternative text, for readers who do not see them."""

from __future__ import annotations

import base64
import io
from html import escape
from typing import Any


def show(figure: Any, *, alt: str) -> None:
    """Display a Matplotlib ``figure``; ``alt`` says what it shows."""
    from IPython.display import HTML, display
    from matplotlib import pyplot

    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, bbox_inches="tight", facecolor="white")
    pyplot.close(figure)  # or the kernel shows it a second time, without its text
    data = base64.b64encode(buffer.getvalue()).decode()
    display(HTML(f'<img style="max-width:100%" alt="{escape(alt)}" src="data:image/png;base64,{data}">'))
