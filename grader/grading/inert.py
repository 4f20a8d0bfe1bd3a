"""What a student wrote and printed, made inert: an autograded notebook may be opened anywhere, by anyone.

It is opened in Formgrader, which escapes next to nothing, in JupyterLab, and as a feedback page. So the notebook itself
holds only what none of them can run, load or be misled by. ``literal_notes`` is for before the execution, ``inert_cells``
for after it; the judge's cards are put in later and stay as they are.
"""

from __future__ import annotations

import base64
import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from PIL import Image

from grader.grading.markup import inert_html
from grader.languages import Text, said
from grader.unseen import in_colour, on_one_line, visible

_IMAGES = {"image/png": "PNG", "image/jpeg": "JPEG"}
_PIXELS = 40_000_000
"""More than this a browser should not be asked to unpack."""
_MIMETYPE = re.compile(r"[a-z]+/[a-zA-Z0-9.+-]{1,60}")
_INTERACTIVE = re.compile(r"<(?:button|canvas|iframe|input|script|svg)\b", re.IGNORECASE)
"""HTML that needs its scripts, controls or pictures to be read: its plain text says more."""
_OVERHEAD = 100
"""Characters that an output counts besides its text: a thousand empty ones are no less to read."""
_DRAWN = 2_000_000
"""Characters of a stream that are looked at: most of them may have been drawn over."""
_AN_ERROR = 10_000
"""Characters of a traceback. It has room of its own: it comes last, and says why there is no more."""


@dataclass
class _Room:
    """How much may still be kept: characters of text, its lines, characters of images (in base64)."""

    text: int
    lines: int
    images: int

    def for_a_cell(self) -> _Room:
        return _Room(min(self.text, 50_000), min(self.lines, 1_000), min(self.images, 3_000_000))

    def spend(self, text: int = 0, lines: int = 0, images: int = 0) -> None:
        self.text, self.lines, self.images = self.text - text, self.lines - lines, self.images - images


def literal_notes(notebook: NotebookNode, release: NotebookNode) -> None:
    """Show the markdown that the student added as it was written: a code block has no links, images, HTML or formulas."""
    ours = {cell.id for cell in release.cells}
    for cell in notebook.cells:
        if cell.cell_type != "code" and cell.id not in ours:
            text = visible(cell.source)
            longest = max((len(run) for run in re.findall("`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            cell.source = f"{fence}\n{text}\n{fence}"


def inert_cells(notebook: NotebookNode, lang: str) -> None:
    """Leave in the code cells of an executed notebook only what can be looked at, and say where something was cut."""
    left = _Room(text=300_000, lines=10_000, images=15_000_000)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = visible(cell.source)
            cell.metadata.pop("execution", None)  # when it ran: what the kernel says, and never twice the same
            cell.execution_count = _count(cell.get("execution_count"))
            cell.outputs = _Kept(left, lang).of(cell.outputs)


class _Kept:
    """What is kept of the outputs of one cell."""

    def __init__(self, notebook: _Room, lang: str) -> None:
        self._notebook, self._cell, self._lang = notebook, notebook.for_a_cell(), lang
        self._cut = False

    def of(self, outputs: list[NotebookNode]) -> list[NotebookNode]:
        outputs = list(_joined(outputs))
        errors = [index for index, output in enumerate(outputs) if output.get("output_type") == "error"]
        kept: list[NotebookNode] = []
        for index, output in enumerate(outputs):
            match output.get("output_type"):
                case "stream":
                    kept += self._stream(output)
                case "error" if index in errors[-2:]:  # the student's, and why it was stopped
                    kept.append(self._error(output))
                case "execute_result" | "display_data" as kind:
                    kept += self._shown(kind, output)
                case _:
                    self._cut = True
        return [*kept, new_output("display_data", {"text/plain": said(_CUT, self._lang)})] if self._cut else kept

    def _stream(self, output: NotebookNode) -> Iterable[NotebookNode]:
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        written = _string(output.get("text"))
        self._cut |= len(written) > _DRAWN
        if text := self._text(_last_drawn(written[:_DRAWN])):
            yield new_output("stream", name=name, text=text)

    def _error(self, output: NotebookNode) -> NotebookNode:
        lines = output.get("traceback")
        trace = "\n".join(map(_string, lines)) if isinstance(lines, list) else ""
        room = max(1_000, min(_AN_ERROR, self._notebook.text))
        if len(trace) > room:  # its two ends say what matters
            self._cut = True
            trace = f"{in_colour(trace[: room // 2])}\n…\n{in_colour(trace[-room // 2 :])}"
        else:
            trace = in_colour(trace)
        self._notebook.spend(len(trace))
        return new_output(
            "error",
            ename=on_one_line(_string(output.get("ename")), 100),
            evalue=on_one_line(_string(output.get("evalue")), 1_000),
            traceback=trace.split("\n"),
        )

    def _shown(self, kind: str, output: NotebookNode) -> Iterable[NotebookNode]:
        """A result or a display, in those of its forms that are safe to look at."""
        given = output.get("data")
        given = given if isinstance(given, dict) else {}
        data = {mime: picture for mime in _IMAGES if mime in given and (picture := self._picture(given, mime))}
        plain = _string(given.get("text/plain"))
        if html := self._html(_string(given.get("text/html")), plain):
            data["text/html"] = html
        gone = given.keys() - ({"text/plain", "text/html"} if plain else {"text/plain"})
        if gone and not data:
            plain = "\n".join(filter(None, [plain, said(_NOT_SHOWN, self._lang).format(mimes=_names(gone))]))
        if plain := self._text(plain):
            data["text/plain"] = plain
        if data:
            count = {"execution_count": _count(output.get("execution_count"))} if kind == "execute_result" else {}
            yield new_output(kind, data, **count)

    def _html(self, html: str, plain: str) -> str:
        if html and len(html) > self._cell.text:
            self._cut = True
            return ""
        if plain and _INTERACTIVE.search(html):
            return ""
        inert = inert_html(html)
        if not inert.strip():
            return ""
        self._spend(text=len(inert) + _OVERHEAD, lines=inert.count("\n"))
        return f'<div class="tex2jax_ignore">{inert}</div>'  # MathJax reads no formula in it

    def _text(self, text: str) -> str:
        """As much of ``text`` as there is room for."""
        room, most = max(0, self._cell.text - _OVERHEAD), max(0, self._cell.lines)
        lines = text[:room].splitlines(keepends=True)
        kept = in_colour("".join(lines[:most]))
        self._cut |= len(text) > room or len(lines) > most
        if kept:
            self._spend(text=len(kept) + _OVERHEAD, lines=min(len(lines), most))
        return kept

    def _picture(self, data: dict[str, Any], mime: str) -> str:
        """The image in the one form of base64 that ends no attribute, if it is what its type says and of a sane size."""
        text = _string(data.get(mime))
        if len(text) > self._cell.images:
            self._cut = True
            return ""
        try:
            content = base64.b64decode("".join(text.split()), validate=True)
            with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=[_IMAGES[mime]]) as image:
                width, height = image.size
        except Exception:  # whatever a crafted file makes of its reader
            return ""
        if width * height > _PIXELS:
            return ""
        self._spend(images=len(text))
        return base64.b64encode(content).decode("ascii")

    def _spend(self, text: int = 0, lines: int = 0, images: int = 0) -> None:
        self._cell.spend(text, lines, images)
        self._notebook.spend(text, lines, images)


def _joined(outputs: Iterable[NotebookNode]) -> Iterable[NotebookNode]:
    """The outputs, with pieces of one stream that follow each other put together."""
    for (kind, name), pieces in groupby(outputs, lambda output: (output.get("output_type"), output.get("name"))):
        if kind == "stream":
            yield NotebookNode(output_type=kind, name=name, text="".join(_string(piece.get("text")) for piece in pieces))
        else:
            yield from pieces


def _last_drawn(text: str) -> str:
    """What a terminal would show of lines that were drawn over and over, such as a progress bar."""
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def _string(value: Any) -> str:
    """Text as notebooks hold it, in one piece or in lines; anything else is nothing."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    return value if type(value) is int else None


def _names(mimes: Iterable[Any]) -> str:
    names = [str(mime) if _MIMETYPE.fullmatch(str(mime)) else "?" for mime in mimes]
    return ", ".join(sorted(set(names))[:5])


_CUT: Text = {
    "es": "[La salida de esta celda era más larga de lo que se guarda; aquí se cortó.]",
    "en": "[The output of this cell was longer than what is kept; it was cut here.]",
}
_NOT_SHOWN: Text = {
    "es": "[No se muestra: {mimes}]",
    "en": "[Not shown: {mimes}]",
}
