"""The feedback page: an nbconvert template of ours, which speaks the language of the notebook and runs no script.

nbgrader would copy all files of the submission beside it, and one of them may be a page that is called like ours and is
not. It has no setting for that, so ``GenerateFeedback`` takes the place of its own in ``nbgrader_config.py``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import bleach
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbgrader import converters
from nbgrader.preprocessors import GetGrades
from traitlets import List, Unicode

from grader.unseen import plain

TEMPLATES = Path(__file__).parent / "templates"

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
        yield "plain", plain

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True  # what is not said to be HTML is text
        environment.bytecode_cache = _COMPILED
        return environment


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
