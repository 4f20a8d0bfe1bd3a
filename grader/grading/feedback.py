"""The feedback page: an nbconvert template of ours, which speaks the language of the notebook and runs no script.

nbgrader would copy all files of the submission beside it, and one of them may be a page that is called like ours and is
not. It has no setting for that, so ``GenerateFeedback`` takes the place of its own in ``nbgrader_config.py``.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import bleach
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader import converters
from nbgrader.preprocessors import GetGrades
from traitlets import List, Unicode

from grader.diagrams import told_by
from grader.judging.card import number
from grader.languages import Text, said, vocabulary
from grader.unseen import plain

TEMPLATES = Path(__file__).parent / "templates"

_WORDS: dict[str, Text] = {
    "score": {"es": "Puntos", "en": "Points"},
    "of": {"es": "de", "en": "of"},
    "mended": {"es": "Lo que se arregló en tu entrega", "en": "What was mended in your submission"},
    "late": {"es": "Penalización por retraso", "en": "Late penalty"},
    "answer": {"es": "Tu respuesta", "en": "Your answer"},
    "check": {"es": "Comprobación", "en": "Check"},
    "comment": {"es": "Comentario", "en": "Comment"},
    "top": {"es": "Arriba", "en": "Top"},
    "exercises": {"es": "Ejercicios", "en": "Exercises"},
    "printed": {"es": "Lo que mostró tu código", "en": "What your code showed"},
    "figure": {"es": "Figura que dibujó tu código", "en": "Figure that your code drew"},
}

_TAGS = """
    a abbr b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span
    strong sub sup table tbody td tfoot th thead tr ul
""".split()
_EVERYWHERE = {"id", "lang", "title"}
_ATTRIBUTES = {"img": {"alt", "src"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_PROTOCOLS = ["http", "https", "mailto", "data"]
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_PROSE_KEPT = 2048
"""Cells of prose that are kept as they were cleaned: in the pages of a class they are the same."""
_SECRET = re.compile(rb"[0-9a-f]{128}")
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml)[;,]")


class GenerateFeedback(converters.GenerateFeedback):
    """Writes our pages into the feedback folder, and nothing of the student's."""

    preprocessors = List([GetGrades])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.exporter_class = FeedbackExporter

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        graded, feedback = (Path(path(assignment_id, student_id)) for path in (self._format_source, self._format_dest))
        feedback.mkdir(parents=True, exist_ok=True)
        timestamp = graded / "timestamp.txt"  # by which nbgrader knows that there is a newer submission
        if timestamp.is_file():
            shutil.copy(timestamp, feedback)
        secret = graded / "submission_secret.txt"  # by which only whoever submitted gets the pages back
        if secret.is_file() and _SECRET.fullmatch(secret.read_bytes()):
            shutil.copy(secret, feedback)


class _Compiled(BytecodeCache):
    """Templates that were compiled already, for another page."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class FeedbackExporter(HTMLExporter):
    """nbconvert's, with a template that no configuration changes: Formgrader's goes by the same settings."""

    template_name = Unicode("feedback").tag(affects_template=True)
    extra_template_basedirs = List(Unicode(), [str(TEMPLATES)]).tag(affects_environment=True)

    def default_filters(self) -> Iterable[tuple[str, Any]]:
        yield from super().default_filters()
        yield "clean_prose", clean_prose
        yield "markdown2html", markdown_to_html
        yield "number", number
        yield "plain", plain
        yield "said", said
        yield "words", partial(vocabulary, _WORDS)

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True  # what is not said to be HTML is text
        environment.bytecode_cache = _COMPILED
        return environment


def markdown_to_html(text: str) -> str:
    """As nbconvert does it, without a «¶» after every heading, which is read aloud."""
    return str(MarkdownWithMath(renderer=_Renderer(escape=False, exclude_anchor_links=True)).render(text))


class _Renderer(IPythonRenderer):  # type: ignore[misc]
    """nbconvert's, but that a diagram is told in words: this page runs no script that would draw it."""

    def block_mermaidjs(self, code: str) -> str:
        title, description = told_by(code)
        if not (title and description):
            return str(super().block_mermaidjs(code))
        return f"<figure><figcaption><b>{html.escape(title)}.</b> {html.escape(description)}</figcaption></figure>\n"


@lru_cache(_PROSE_KEPT)
def clean_prose(html: str) -> Markup:
    """The HTML of a lesson, an instructor's comment or an inert output, with nothing left in it that runs or loads."""
    return Markup(bleach.clean(html, tags=_TAGS, attributes=_allowed, protocols=_PROTOCOLS, strip=True))


def _allowed(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("a", "href"):
        return bool(_LINK.match(value))
    if (tag, name) == ("img", "src"):
        return bool(_IMAGE.match(value))
    return name in _EVERYWHERE or name in _ATTRIBUTES.get(tag, ())
