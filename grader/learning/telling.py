"""How a notebook's functions show prose: in the language that it is in, with code where the text has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from html import escape
from typing import Any


def tell(paragraphs: Sequence[str], lang: str) -> None:
    """Show prose: a front end would break printed lines in the middle of a word, and not know in which language they are."""
    text = "\n".join(paragraphs)
    if not shows_html():
        print(text)
        return
    from IPython.display import display

    style = "margin:4px 0;max-width:46em;line-height:1.45"
    html = "".join(
        f'<p class="tex2jax_ignore" lang="{lang}" style="{style}">{marked_up(paragraph)}</p>' for paragraph in paragraphs
    )
    display({"text/plain": text, "text/html": html}, raw=True)


def marked_up(text: str) -> str:
    """Plain words as HTML, and code where they have it between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def shows_html() -> bool:
    """Whether this is a kernel, whose front end shows HTML by itself."""
    get_ipython: Any = sys.modules["__main__"].__dict__.get("get_ipython")
    return get_ipython is not None and hasattr(get_ipython(), "kernel")
