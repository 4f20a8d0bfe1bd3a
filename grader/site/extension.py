"""Our part of Sphinx: the way from each page to the same page in the other languages, and formulas as MathML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx

from grader.languages import own_name
from grader.site.words import words


@dataclass(frozen=True)
class Other:
    """The page in another language."""

    lang: str
    name: str
    href: str


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("course_languages", [], "html")
    app.add_html_math_renderer("mathml", (_inline_math, None), (_display_math, None))
    app.connect("html-page-context", _tell_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _tell_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """What our templates ask for."""
    here = app.config.language
    up = "../" * (page.count("/") + 1)
    context["other_languages"] = [
        Other(lang, own_name(lang), f"{up}{lang}/{page}.html") for lang in app.config.course_languages if lang != here
    ]
    context["word"] = lambda key: words(key, here)


def _inline_math(writer: Any, node: nodes.math) -> None:
    writer.body.append(_spaced(tex2mathml(node.astext())))
    raise nodes.SkipNode


def _display_math(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(f'<div class="formula">{_spaced(tex2mathml(node.astext(), as_block=True))}</div>')
    raise nodes.SkipNode


def _spaced(mathml: str) -> str:
    """The thin spaces around the name of a function, as in k log n, which docutils leaves out."""
    thin = '<mspace width="0.167em"/>'
    return re.sub(r"<mi>[a-z]{2,}</mi>", lambda found: f"<mrow>{thin}{found[0]}{thin}</mrow>", mathml)
