"""What a student wrote and printed holds nothing that runs, loads, misleads or is without end once it is in a notebook."""

from __future__ import annotations

import base64
import io
import json
import re
import unicodedata
from html.parser import HTMLParser

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode, from_dict, validate
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from grader.grading.inert import inert_cells, literal_notes
from grader.grading.markup import inert_html
from grader.unseen import in_colour, on_one_line, plain, visible

UNSEEN = {
    "bidi": "user\u202e\u2066# not an admin\u2069\u2066",
    "zero width": "ad\u200bmin\u2060\ufeff",
    "controls": "a\x00b\x07c\x9bd",
    "letters without ink": "x\u3164 = 1",
    "tags": "a\U000e0041",
    "line separator": "a\u2028b",
    "surrogate": "a\ud800b",
    "hyperlink": "\x1b]8;;http://evil.invalid\x07text\x1b]8;;\x07",
    "half a sequence": "\x1b[31",
}


def unseen_in(text: str) -> list[str]:
    return [char for char in text if char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_cannot_be_seen_is_shown_as_its_escape(text: str) -> None:
    shown = visible(text)
    assert not unseen_in(shown)
    assert shown.encode().decode("unicode_escape").encode("latin-1", "replace")
    assert "\\" in shown


def test_ordinary_text_stays_as_it_is() -> None:
    text = "¿Cuántos años?\n\tπ ≈ 3,14 — 1\u202f000 €, naïve, 数, 👍🏽"
    assert visible(text.replace("\u202f", "\xa0")) == text.replace("\u202f", "\xa0")


def test_colours_stay_for_a_notebook_and_leave_no_trace_elsewhere() -> None:
    text = "\x1b[1;31mError\x1b[0m\x1b[2J\x1b[1A\x1b]0;title\x07"
    assert in_colour(text) == "\x1b[1;31mError\x1b[0m\\x1b]0;title\\x07"
    assert plain(text) == "Error\\x1b]0;title\\x07"


@given(st.text())
def test_no_text_keeps_anything_unseen(text: str) -> None:
    assert not unseen_in(plain(text))
    assert not unseen_in(re.sub(r"\x1b\[[0-9;]*m", "", in_colour(text)))
    assert "\n" not in on_one_line(text)


def test_one_line_is_one_line_of_bounded_length() -> None:
    assert on_one_line("a\nb\tc\x1b[31m d\r\n") == "a b c d"
    assert len(on_one_line("x" * 10_000, 50)) == 50


class Tags(HTMLParser):
    """The tags and attributes of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE_HTML = {
    "script": "<script>pwned=1</script>",
    "half-open script": "<scr<script>ipt>pwned=1</scr</script>ipt>",
    "handler": "<td onclick=pwned=1 onmouseover='pwned=1'>x</td><img src=x onerror=pwned=1>",
    "slashes": "<img/src=x/onerror=pwned=1><svg/onload=pwned=1>",
    "svg": "<svg><style><img src=x onerror=pwned=1></style></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=pwned=1></style></mglyph></table></mtext></math>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=pwned=1>"></noscript>',
    "template": "<template><img src=x onerror=pwned=1></template>",
    "raw text": "<textarea><img title='</textarea><img src=x onerror=pwned=1>'></textarea><plaintext>",
    "comment": "<!--><img src=x onerror=pwned=1>--> <!-- <b> -->",
    "references": "&lt;img src=x onerror=pwned=1&gt; &#60;script&#62;",
    "frames": "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe><object data=x><embed src=x>",
    "forms": "<form action=//evil.invalid><input autofocus onfocus=pwned=1><button formaction=javascript:pwned=1>",
    "head": "<base href=//evil.invalid><meta http-equiv=refresh content='0;//evil.invalid'><link rel=stylesheet href=x>",
    "style": "<style>@import '//evil';</style><p style='position:fixed;inset:0;background:url(//evil.invalid)'>x</p>",
    "links": "<a href=javascript:pwned=1>x</a><a href='data:text/html,<script>pwned=1</script>'>y</a>",
    "closing tags": "</div></section></main></body></html><h1 id=pickle_roundtrip class=score>x</h1>",
}
ALLOWED = set(
    "abbr b blockquote br caption code dd del div dl dt em hr i ins kbd li ol p pre s samp small span strong sub sup table "
    "tbody td tfoot th thead tr u ul var".split()
)


def assert_inert(html: str) -> None:
    found = Tags(html)
    assert found.tags <= ALLOWED
    assert {name for name, _ in found.attributes} <= {"colspan", "rowspan"}


@pytest.mark.parametrize("html", HOSTILE_HTML.values(), ids=HOSTILE_HTML.keys())
def test_of_html_only_tables_lists_and_text_stay(html: str) -> None:
    assert_inert(inert_html(html))


PIECES = [
    *HOSTILE_HTML.values(),
    *"<>/='\"&; \n",
    "table",
    "<td>",
    "</",
    "<b",
    "&lt",
    "&#x",
    "60;",
    "svg",
    "--",
    "script",
    "]]>",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map("".join))
def test_no_combination_of_pieces_is_anything_else(html: str) -> None:
    assert_inert(inert_html(html))
    assert inert_html(inert_html(html)) == inert_html(html)


def test_a_reference_hides_no_character() -> None:
    assert inert_html("a&#x202e;b &nbsp;&lt;i&gt; &amp;lt;") == "a\\u202eb \xa0&lt;i&gt; &amp;lt;"


def test_a_table_of_pandas_is_still_the_table() -> None:
    table = pd.DataFrame({"a<b": [1.5, 2], "text": ["<script>", "x & y"]}, index=["first", "second"])
    rows = BeautifulSoup(inert_html(table._repr_html_()), "html.parser").find("table").find_all("tr")
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]
    assert cells == [["", "a<b", "text"], ["first", "1.5", "<script>"], ["second", "2.0", "x & y"]]
    assert "dataframe" not in inert_html(table._repr_html_())  # the text of its style sheet


@pytest.mark.parametrize(
    "html",
    ["<div>" * 20_000, "".join(f"<b x{i}>" for i in range(5_000)) + "<p>" * 20_000, "<table>" * 15_000, "<td>x" * 20_000],
    ids=["deep", "formatting", "tables", "cells"],
)
def test_no_html_becomes_larger_than_a_page(html: str) -> None:
    assert len(inert_html(html)) <= len(html) + 1_000


def png(width: int = 2, height: int = 2, kind: str = "PNG") -> str:
    file = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", (width, height)).save(file, kind)
    return base64.b64encode(file.getvalue()).decode()


def shown(data: dict[str, object], kind: str = "display_data", **more: object) -> NotebookNode:
    return from_dict({"output_type": kind, "data": data, "metadata": {"text/html": {"isolated": True}}, **more})


def printed(text: str, name: str = "stdout") -> NotebookNode:
    return from_dict({"output_type": "stream", "name": name, "text": text})


def failed(*traceback: object, **more: object) -> NotebookNode:
    return from_dict({"output_type": "error", "ename": "E", "evalue": "v", **more, "traceback": list(traceback)})


def kept(*outputs: NotebookNode, lang: str = "en") -> list[NotebookNode]:
    """What stays of the outputs of a cell."""
    notebook = new_notebook(cells=[new_code_cell("x")])
    notebook.cells[0].outputs = list(outputs)
    inert_cells(notebook, lang)
    validate(notebook)
    return notebook.cells[0].outputs


@pytest.mark.parametrize(
    "mime",
    ["application/javascript", "application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/markdown", "text/latex"],
)
def test_only_text_tables_and_pictures_are_shown(mime: str) -> None:
    (output,) = kept(shown({mime: "<img src=x onerror=pwned=1>", "text/plain": "<Figure>"}))
    assert output.data == {"text/plain": f"<Figure>\n[Not shown: {mime}]"}
    assert output.metadata == {}


def test_what_has_no_text_says_in_the_student_s_language_that_it_is_not_shown() -> None:
    (output,) = kept(shown({"image/svg+xml": "<svg/>", "x\x1b<script>": "x"}), lang="es")
    assert output.data == {"text/plain": "[No se muestra: ?, image/svg+xml]"}


def test_html_that_needs_its_scripts_is_shown_by_its_text() -> None:
    model = make_pipeline(StandardScaler())
    (output,) = kept(shown(dict(zip(["text/html", "text/plain"], [model._repr_html_(), repr(model)], strict=True))))
    assert output.data == {"text/plain": repr(model)}


def test_html_is_kept_inert_and_without_formulas() -> None:
    (output,) = kept(
        shown({"text/html": "<b onclick=x>2 $\\href{javascript:x}{y}$</b>"}, "execute_result", execution_count=3)
    )
    assert output.data == {"text/html": '<div class="tex2jax_ignore"><b>2 $\\href{javascript:x}{y}$</b></div>'}


@pytest.mark.parametrize(("mime", "kind"), [("image/png", "PNG"), ("image/jpeg", "JPEG")])
def test_a_picture_is_kept_as_it_is(mime: str, kind: str) -> None:
    picture = png(kind=kind)
    (output,) = kept(shown({mime: picture[:40] + "\n" + picture[40:], "text/plain": "<Figure>"}))
    assert output.data == {mime: picture, "text/plain": "<Figure>"}


@pytest.mark.parametrize(
    "picture",
    [
        '"><script>pwned=1</script>',
        base64.b64encode(b"<svg onload=pwned=1>").decode(),
        png(kind="JPEG"),
        png(30_000, 30_000),
        png()[:30],
        "é",
        {"a": 1},
    ],
    ids=["no base64", "no picture", "another kind", "too many pixels", "cut off", "no ASCII", "no text"],
)
def test_what_is_no_picture_is_not_shown(picture: object) -> None:
    (output,) = kept(shown({"image/png": picture, "text/plain": "x"}))
    assert output.data == {"text/plain": "x\n[Not shown: image/png]"}


def test_text_is_shown_with_its_colours_and_nothing_else() -> None:
    outputs = kept(printed("\x1b[32mok\x1b[0m\x1b[2J\u202e"), shown({"text/plain": "a\x1b]0;x\x07"}))
    assert outputs[0].text == "\x1b[32mok\x1b[0m\\u202e"
    assert outputs[1].data["text/plain"] == "a\\x1b]0;x\\x07"
    assert "<script" not in ansi2html(kept(printed("\x1b[<script>m"))[0].text)


def test_a_progress_bar_is_shown_as_it_was_drawn_last() -> None:
    steps = [f"\r{percent}%|{'#' * (percent // 10)}" for percent in range(101)]
    outputs = kept(*[printed(step, "stderr") for step in steps], printed("\ndone\r\n", "stderr"))
    assert [output.text for output in outputs] == ["100%|##########\ndone\n"]


def test_an_error_keeps_both_ends_of_its_traceback() -> None:
    long = failed("first", *["middle\u202e"] * 5_000, "last", ename="\x1b[31mE\n", evalue="v\u200b" * 2_000)
    output, note = kept(long)
    assert (output.traceback[0], output.traceback[-1]) == ("first", "last")
    assert sum(map(len, output.traceback)) < 40_000
    assert output.ename == "E"
    assert len(output.evalue) <= 1_000
    assert "cut here" in note.data["text/plain"]


def test_a_short_traceback_stays_whole() -> None:
    (output,) = kept(failed("\x1b[31mE\x1b[0m", "line 2"))
    assert output.traceback == ["\x1b[31mE\x1b[0m", "line 2"]


def test_what_a_forged_message_holds_in_the_place_of_text_is_nothing() -> None:
    outputs = kept(
        from_dict({"output_type": "stream", "name": ["x"], "text": {"a": 1}}),
        failed({"a": 1}, None, ename=7, evalue=["x", 1]),
        from_dict({"output_type": "error"}),
        from_dict({"output_type": "execute_result", "data": "text", "execution_count": "<script>"}),
        shown({"text/plain": ["a", 1, "b"]}, "execute_result", execution_count="<script>"),
    )
    assert [output.output_type for output in outputs[:3]] == ["error", "error", "execute_result"]
    assert outputs[0].traceback == ["", ""]
    assert outputs[0].evalue == "x"
    assert outputs[2].execution_count is None
    assert outputs[2].data == {"text/plain": "ab"}


def test_the_count_and_times_of_a_cell_are_not_the_kernel_s_to_say() -> None:
    cell = new_code_cell("x = '\u202e'", metadata={"execution": {"iopub.status.busy": "<script>"}})
    notebook = new_notebook(cells=[cell])
    cell.execution_count = "<script>pwned=1</script>"
    inert_cells(notebook, "en")
    assert (cell.execution_count, cell.metadata, cell.source) == (None, {}, "x = '\\u202e'")


@pytest.mark.parametrize(
    "outputs",
    [
        [printed("x" * 10**7)],
        [printed("\n" * 10**5)],
        [printed("\u202e" * 10**6)],
        [shown({"text/plain": "x"})] * 10**4,
        [shown({"text/html": "<td>" * 10**6, "text/plain": "<table>" * 10**5})],
        [shown({"image/png": png(3_000, 3_000) + "A" * 10**7})],
        [shown({"image/png": base64.b64encode(base64.b64decode(png()) + b"\0" * 10**6).decode()})] * 20,
        [failed("x" * 10**6)] * 100,
        [printed("x"), printed("y", "stderr")] * 10**4,
    ],
    ids=["a line", "lines", "escapes", "displays", "html", "a picture", "pictures", "errors", "two streams"],
)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_outputs_are_bounded_and_where_they_were_cut_it_says_so(outputs: list[NotebookNode], lang: str) -> None:
    left = kept(*outputs, lang=lang)
    assert len(json.dumps(left)) < 4_000_000
    assert sum(output.get("text", "").count("\n") for output in left) <= 1_000
    assert {"es": "se cortó", "en": "was cut"}[lang] in left[-1].data["text/plain"]


def test_a_whole_notebook_is_bounded_and_a_late_error_still_shown() -> None:
    cells = [new_code_cell("x", outputs=[printed("x" * 10**5), shown({"image/png": png()})]) for _ in range(50)]
    cells.append(new_code_cell("x", outputs=[failed("x" * 10**5)]))
    notebook = new_notebook(cells=cells)
    inert_cells(notebook, "en")
    assert len(json.dumps(notebook)) < 500_000
    assert all(any("image/png" in output.get("data", {}) for output in cell.outputs) for cell in cells[:-1])
    assert cells[-1].outputs[0].traceback[0].startswith("xxx")


def test_small_outputs_are_not_cut() -> None:
    outputs = [printed("a\n" * 900), shown({"text/plain": "b"}), printed("c", "stderr")]
    assert [dict(output) for output in kept(*outputs)] == [
        {"output_type": "stream", "name": "stdout", "text": "a\n" * 900},
        {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "b"}},
        {"output_type": "stream", "name": "stderr", "text": "c"},
    ]


NOTES = {
    "html": "<script>pwned=1</script>\n\n<img src=x onerror=pwned=1>",
    "links": "[x](javascript:pwned=1) [y][z] <javascript:pwned=1>\n\n[z]: data:text/html,x",
    "picture": "![x](http://evil.invalid/x.png)",
    "heading": "# pickle_roundtrip\n\npickle_roundtrip\n===",
    "fences": "```\n```\n~~~~\n````python\n``````\n<script>pwned=1</script>\n``````",
    "formula": "$$\n```\n<script>pwned=1</script>\n$$ \\begin{x}<script>\\end{x}",
    "mermaid": "```mermaid\n<img src=x onerror=pwned=1>\n```",
    "line ends": "a\u2028```\u2028<script>\x0b```\x0c<script>",
    "empty": "",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_a_note_of_the_student_s_is_shown_as_it_was_written(note: str) -> None:
    release = new_notebook(cells=[new_markdown_cell("# Ours", id="ours")])
    notebook = new_notebook(cells=[new_markdown_cell("# Ours", id="ours"), new_markdown_cell(note, id="added-1")])
    literal_notes(notebook, release)
    assert notebook.cells[0].source == "# Ours"
    page = Tags(markdown2html_mistune(notebook.cells[1].source))
    assert page.tags <= {"pre", "code"}
    assert page.text.strip() == visible(note).strip()


@given(st.text(alphabet="`~$<b>\n #[]()\\", max_size=80))
def test_no_note_leaves_its_block(note: str) -> None:
    notebook = new_notebook(cells=[new_markdown_cell(note, id="added-1")])
    literal_notes(notebook, new_notebook())
    assert Tags(markdown2html_mistune(notebook.cells[0].source)).tags <= {"pre", "code"}
