"""What Sphinx has to know to make one language's pages, and the run of it that does."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.site.words import words

_HERE = Path(__file__).parent


def configuration(lang: str, languages: Sequence[str], title: str) -> dict[str, Any]:
    """Everything; there is no conf.py. Nothing is loaded from elsewhere, and no page tells its source."""
    return {
        "project": title,
        "language": lang,
        "extensions": ["myst_nb", "grader.site.extension"],
        "course_languages": list(languages),
        "nb_execution_mode": "off",
        "myst_enable_extensions": ["dollarmath"],
        "myst_heading_anchors": 4,
        "myst_update_mathjax": False,
        "html_math_renderer": "mathml",
        "html_context": {"default_mode": "auto"},
        "html_theme": "pydata_sphinx_theme",
        "html_title": title,
        "html_static_path": [str(_HERE / "static")],
        "html_css_files": ["course.css"],
        "html_js_files": ["wide.js"],
        "templates_path": [str(_HERE / "templates")],
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_search_summary": False,  # it would fetch pages, which a browser does not do without a server
        "html_use_index": False,
        "html_domain_indices": False,
        "html_sidebars": {"**": ["section"], "index": [], "search": []},
        "html_theme_options": {
            "logo": {"text": title},
            "navbar_end": ["theme-switcher"],
            "navbar_persistent": ["search-button", "languages"],
            "header_dropdown_text": words("more", lang),
            "search_bar_text": words("search", lang),
            "secondary_sidebar_items": ["page-toc"],
            "primary_sidebar_end": [],
            "footer_start": [],
            "footer_end": [],
            "show_prev_next": True,
            "show_toc_level": 2,
        },
    }


_NOT_FOR_READERS = ("_sources", ".buildinfo", "objects.inv", "_static/webpack-macros.html")

_UNTRANSLATED = "not supported: Docutils-generated text will be in English"
"""The one warning that is no fault: of a language that docutils does not speak. It generates no text on our pages."""


def make_tree(source: Path, work: Path, config: dict[str, Any]) -> Path:
    """Make one language's pages in the folder ``work``, and say where. Raises CourseError with all that Sphinx warns of.

    Sphinx keeps state in its modules: one process makes the pages of one language.
    """
    from sphinx.application import Sphinx
    from sphinx.util.console import strip_colors

    warnings = io.StringIO()
    app = Sphinx(
        srcdir=source,
        confdir=None,
        outdir=work / "pages",
        doctreedir=work / "doctrees",
        buildername="html",
        confoverrides=config,
        status=None,
        warning=warnings,
        freshenv=True,
    )
    app.build()
    lines = strip_colors(warnings.getvalue()).splitlines()
    if told := "\n".join(line for line in lines if _UNTRANSLATED not in line):
        raise CourseError(f"{config['language']}: Sphinx: {told}".replace(f"{source}/", ""))
    for path in (work / "pages" / name for name in _NOT_FOR_READERS):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return work / "pages"
