"""A hostile notebook, graded for real, in a real browser: on the feedback page, in Formgrader and in JupyterLab nothing of
it runs, loads, asks or poses as ours, and the judge's cards stay as the judge made them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader.handlers import template_path
from playwright.sync_api import Page, Route

from grader.authoring.generate import generate_assignments
from grader.grading.course import read_points
from grader.grading.feedback import FeedbackExporter
from tests.grading.test_inert import HOSTILE_HTML, NOTES, UNSEEN, png
from tests.jupyter import CHROMIUM, TOKEN, browser, jupyter_lab
from tests.small_course.course import ASSIGNMENT, EXERCISES, release, write_course

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]
STUDENT, NOTEBOOK = "mallory", "1-numbers"
HERE = "http://127.0.0.1"
MATHJAX = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/"
"""What Formgrader itself asks for elsewhere."""

BUNDLES: list[dict[str, object]] = [
    *({"text/html": html, "text/plain": "x"} for html in HOSTILE_HTML.values()),
    *({"text/html": html} for html in HOSTILE_HTML.values()),
    {"application/javascript": "pwned=1", "text/plain": "x"},
    {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='pwned=1'/>"},
    {"image/png": '"><script>pwned=1</script>'},
    {"image/jpeg": '" onerror="pwned=1'},
    {"image/png": png()},
    {"text/markdown": "<img src=x onerror=pwned=1> [x](javascript:pwned=1)"},
    {"text/latex": "$\\href{javascript:pwned=1}{x}$<img src=x onerror=pwned=1>"},
    {"text/vnd.mermaid": "</pre><img src=x onerror=pwned=1>"},
    {"application/vnd.jupyter.widget-view+json": {"model_id": "</script><script>pwned=1</script>"}},
    {"text/plain": "</pre></section></main><script>pwned=1</script>{{ 7 * 7 }}{% raw %}"},
]
CODE = [
    f"from IPython.display import display\nfor data in {BUNDLES!r}:\n    display(data, raw=True)\n"
    "    display(data, raw=True, metadata={'text/html': {'isolated': True}, 'image/png': {'width': '1 onload=pwned=1'}})",
    f"import sys\nfor text in {list(UNSEEN.values())!r}:\n    print(text.encode('utf-8', 'ignore').decode())\n"
    "print('</pre><script>pwned=1</script>', file=sys.stderr)",
    "class Error(Exception):\n    pass\n\n\nError.__name__ = '<img src=x onerror=pwned=1>'\n"
    "raise Error('</pre><script>pwned=1</script>\\x1b]8;;javascript:pwned=1\\x07')",
    "kernel = get_ipython().kernel\n"
    "forged = {'code': '', 'execution_count': '<img src=x onerror=pwned=1>'}\n"
    "kernel.session.send(kernel.iopub_socket, 'execute_input', forged, parent=kernel.get_parent())",
    "# \u202e </code></pre></div></section></main><script>pwned=1</script> {{ 7 * 7 }}",
    "from IPython.display import update_display\n"
    "forged = {'text/plain': '2.0', 'text/html': '<h1>all right</h1><script>pwned=1</script>'}\n"
    "update_display(forged, raw=True, display_id='card')",
]
ANSWER = """
from IPython.display import display

shown = []


def double(x):
    if not shown:
        shown.append(display({"text/plain": "x"}, raw=True, display_id="card"))
    raise ValueError("</section><script>pwned=1</script><img src=x onerror=pwned=1>\\u202e\\x1b[31m $\\\\href{x}{y}$")
"""


def hostile(course: Path) -> NotebookNode:
    """The release with all of that in it."""
    notebook = release(course, "en", NOTEBOOK)
    answer = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "double_answer")
    answer.source = ANSWER
    notebook.cells[1:1] = [new_markdown_cell(note) for note in [*NOTES.values(), *HOSTILE_HTML.values()]]
    notebook.cells += [new_code_cell(source) for source in CODE]
    raw = new_raw_cell("<script>pwned=1</script>", metadata={"raw_mimetype": "text/html"})
    picture = new_markdown_cell("![x](attachment:x.svg)", attachments={"x.svg": {"image/svg+xml": "PHN2Zy8+"}})
    notebook.cells += [raw, picture]
    notebook.metadata["title"] = "</title><script>pwned=1</script>"
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"x": "</script><script>pwned=1</script>"}}
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course in which that notebook was graded by nbgrader's own commands."""
    folder = tmp_path_factory.mktemp("course")
    write_course(folder)
    for lang, flags in {"es": [], "en": ["--no-db"]}.items():
        generate_assignments(folder, folder / "build/source" / lang, folder / "notebooks" / lang, *flags)
    path = folder / "submitted" / STUDENT / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(hostile(folder), path)
    for name in ("2-files.html", "page.html", "picture.svg"):
        (path.parent / name).write_text("<script>pwned=1</script>")
    for command in ("autograde", "generate_feedback"):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", command, ASSIGNMENT], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def server(course: Path) -> Iterator[str]:
    """The address of a JupyterLab, with Formgrader, in the course folder."""
    with jupyter_lab(course, course, "--allow-root") as address:
        yield address


@dataclass
class Watched:
    """A page, and what it did that nobody asked it to."""

    page: Page
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def nothing_happened(self) -> bool:
        assert self.dialogs == []
        assert self.foreign == []
        assert self.page.evaluate("typeof window.pwned") == "undefined"
        return True

    def cards_are(self, cards: list[str]) -> bool:
        """Whether the judge's cards stand in the page, tag by tag as the judge made them."""
        return self.page.evaluate(
            """cards => {
                const found = [...document.querySelectorAll("section[aria-label]")];
                return found.length === cards.length && cards.every((card, index) => {
                    const template = document.createElement("template");
                    template.innerHTML = card;
                    return template.content.firstElementChild.isEqualNode(found[index]);
                });
            }""",
            cards,
        )


@pytest.fixture
def watched() -> Iterator[Watched]:
    with browser() as one:
        context = one.new_context(viewport={"width": 1300, "height": 900})
        watched = Watched(context.new_page())

        def route(route: Route) -> None:
            url = route.request.url
            if url.startswith(HERE) or (url.startswith("file:") and url.endswith(f"{NOTEBOOK}.html")):
                route.continue_()
                return
            if not url.startswith((MATHJAX, "data:image/png", "data:image/jpeg")):
                watched.foreign.append(url)
            route.abort()

        context.route("**/*", route)
        watched.page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        yield watched


def cards(course: Path) -> list[str]:
    path = course / "autograded" / STUDENT / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    checks = [cell for cell in nbformat.read(path, 4).cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert [len(cell.outputs) for cell in checks] == [1] * len(checks)
    return [cell.outputs[0].data["text/html"] for cell in checks]


def test_no_later_display_changes_the_points_or_the_card(course: Path) -> None:
    _, points = read_points(f"sqlite:///{course}/gradebook.db", ASSIGNMENT)
    assert points[STUDENT] == dict.fromkeys(EXERCISES, 0)
    assert "all right" not in "".join(cards(course))
    assert "&lt;script&gt;pwned=1&lt;/script&gt;" in cards(course)[0]


def test_the_attacks_succeed_on_a_notebook_that_is_not_made_inert(watched: Watched) -> None:
    """Otherwise nothing would be shown by the tests below."""
    cells = [new_markdown_cell(note) for note in NOTES.values()]
    cells.append(new_code_cell("x", outputs=[new_output("display_data", bundle) for bundle in BUNDLES]))
    formgrader = HTMLExporter(template_name="formgrade", extra_template_basedirs=[template_path])
    html, _ = formgrader.from_notebook_node(new_notebook(cells=cells), {"base_url": HERE, "index": 0, "total": 1})
    watched.page.set_content(html, wait_until="domcontentloaded")
    watched.page.wait_for_function("typeof window.pwned !== 'undefined'")
    assert any("evil.invalid" in url for url in watched.foreign)


def test_the_feedback_folder_holds_nothing_but_our_pages(course: Path) -> None:
    assert [path.name for path in (course / "feedback" / STUDENT / ASSIGNMENT).iterdir()] == [f"{NOTEBOOK}.html"]


SLIPPED_IN = """
<script>pwned=1</script><script src=http://evil.invalid/x.js></script><img src=x onerror=pwned=1><svg onload=pwned=1></svg>
<iframe srcdoc='<script>parent.pwned=1</script>'></iframe><object data=http://evil.invalid/x></object>
<img src=http://evil.invalid/x.png><style>@import 'http://evil.invalid/x.css';</style><base href=http://evil.invalid/>
<link rel=stylesheet href=http://evil.invalid/x.css><video autoplay src=http://evil.invalid/x.mp4></video>
"""
FORBIDDEN = "script, style, link, meta, base, iframe, frame, object, embed, form, input, button, svg, math, template, video"
HANDLERS = """root => [...document.querySelector(root).querySelectorAll("*")].flatMap(
    element => element.getAttributeNames().filter(name => name.startsWith("on")))"""


def test_the_feedback_page_lists_the_exercises_by_their_titles(course: Path, watched: Watched) -> None:
    watched.page.goto((course / "feedback" / STUDENT / ASSIGNMENT / f"{NOTEBOOK}.html").as_uri(), wait_until="load")
    listed = watched.page.locator("h2 + ol > li").all_inner_texts()
    titles = [exercise.title["en"] for exercise in EXERCISES.values() if exercise.lesson == NOTEBOOK]
    assert [text.partition(":")[0] for text in listed] == titles


DIAGRAM = """```mermaid
flowchart LR
    accTitle: From <a> to b
    accDescr {
        First a,
        then b.
    }
    a --> b
```"""


def feedback_on(*prose: str) -> str:
    """The page of a notebook that has nothing else."""
    notebook = new_notebook(cells=[new_markdown_cell(text) for text in prose], metadata={"course": {"lang": "en"}})
    told = {"notebook": NOTEBOOK, "score": 0, "max_score": 0, "late_penalty": 0}
    return FeedbackExporter().from_notebook_node(notebook, {"nbgrader": told})[0]


def test_the_feedback_page_tells_a_diagram_in_its_own_words() -> None:
    described = "<figure><figcaption><b>From &lt;a&gt; to b.</b> First a, then b.</figcaption></figure>"
    page = feedback_on(f"# Above\n{DIAGRAM}\nBelow")
    assert described in page
    assert "flowchart" not in page
    in_lines = (
        DIAGRAM.replace("{\n", ":").replace("}\n", "").replace("        First a,\n        then b.", "First a, then b.")
    )
    assert described in feedback_on(in_lines)


@pytest.mark.parametrize("left", ["accTitle", "accDescr"])
def test_a_diagram_without_words_is_shown_as_it_is_written(left: str) -> None:
    page = feedback_on(DIAGRAM.replace(left, "%%"))
    assert "a --&gt; b" in page
    assert "<figure>" not in page


def test_on_the_feedback_page_nothing_runs(course: Path, watched: Watched) -> None:
    watched.page.goto((course / "feedback" / STUDENT / ASSIGNMENT / f"{NOTEBOOK}.html").as_uri(), wait_until="load")
    assert watched.nothing_happened()
    assert watched.cards_are(cards(course))
    assert watched.page.locator("body").locator(FORBIDDEN).count() == 0
    assert watched.page.evaluate(HANDLERS, "body") == []
    assert watched.page.locator("script, link, base, meta[http-equiv=refresh], style:nth-of-type(2)").count() == 0
    assert watched.page.locator("main > section").count() == len(cards(course))
    assert watched.page.locator(".printed a, .printed [style], .printed [id], .printed [class]").count() == 0
    assert {link.get_attribute("href")[:1] for link in watched.page.locator("a").all()} == {"#"}
    assert watched.page.locator("img").evaluate_all("images => images.every(image => image.naturalWidth)")
    assert "{{ 7 * 7 }}" in watched.page.content()
    assert not set("\u202e\u2066\u200b\x1b") & set(watched.page.content())


def test_the_feedback_page_would_run_nothing_even_if_it_held_it(course: Path, watched: Watched, tmp_path: Path) -> None:
    page = course / "feedback" / STUDENT / ASSIGNMENT / f"{NOTEBOOK}.html"
    broken = tmp_path / page.name
    broken.write_text(page.read_text("utf-8").replace("</main>", f"{SLIPPED_IN}</main>"), encoding="utf-8")
    watched.page.goto(broken.as_uri(), wait_until="load")
    assert watched.page.locator("script").count() == 2
    assert watched.nothing_happened()


def test_in_formgrader_nothing_runs_and_grading_works(course: Path, server: str, watched: Watched) -> None:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        submission = gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, STUDENT).id
    watched.page.set_extra_http_headers({"Authorization": f"token {TOKEN}"})
    watched.page.goto(f"{server}/formgrader/submissions/{submission}/", wait_until="load")
    watched.page.wait_for_selector("input#double[placeholder='0']")
    assert watched.nothing_happened()
    assert watched.cards_are(cards(course))
    assert watched.page.evaluate(HANDLERS, "#notebook-container") == []
    assert watched.page.locator("#notebook-container").locator(FORBIDDEN.replace("input, button, ", "")).count() == 0
    assert watched.page.locator("input.score").count() == len(cards(course))
    printed = watched.page.locator(".output_html > div")
    assert printed.count() > 0
    assert printed.locator("a, img, h1, [style], [id], [class]").count() == 0


def test_in_jupyterlab_nothing_runs(course: Path, server: str, watched: Watched) -> None:
    path = f"autograded/{STUDENT}/{ASSIGNMENT}/{NOTEBOOK}.ipynb"
    watched.page.goto(f"{server}/lab/tree/{path}?token={TOKEN}")
    watched.page.wait_for_selector(".jp-NotebookPanel .jp-Cell .jp-OutputArea-output", timeout=60_000)
    assert watched.nothing_happened()
