"""Mermaid diagrams as pictures, drawn once by the Mermaid that JupyterLab brings, in a browser without a network.

JupyterLab's files offer its packages to each other by name, and so to us: nothing here knows how they were bundled.
A drawn diagram is two pictures, for light and for dark pages, with one text for whoever sees neither.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from grader.commands import Refused
from grader.diagrams import told_by

Drawings = dict[str, dict[str, str]]
"""By a diagram's source: the SVG for each kind of page."""

FENCE = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_THEMES = {"light": "default", "dark": "dark"}
_LAB = Path(sys.prefix, "share/jupyter/lab/static")
_HERE = "http://lab.invalid/"
_PAGE = f"""<!doctype html><meta charset="utf-8">
<script id="jupyter-config-data" type="application/json">{{"fullStaticUrl": "{_HERE}static"}}</script>"""
_FIND = """async () => {
  let need;
  const chunks = Object.keys(self).find((name) => name.endsWith("Chunk_jupyterlab_application_top"));
  self[chunks].push([["grader-site"], {}, (its) => { need = its; }]);
  await need.I("default");
  const [offered] = Object.values(need.S.default["@jupyterlab/mermaid"]);
  const { MermaidManager } = (await offered.get())();
  self.mermaid = await new MermaidManager().getMermaid();
}"""
_DRAW = """async ([source, theme]) => {
  const settings = { startOnLoad: false, deterministicIds: true, fontFamily: "sans-serif", htmlLabels: false };
  self.mermaid.initialize({ ...settings, theme, flowchart: { htmlLabels: false } });
  return (await self.mermaid.render("diagram", source)).svg;
}"""


def diagrams_in(texts: Iterable[str]) -> set[str]:
    """The sources of all diagrams in these Markdown texts."""
    return {source for text in texts for source in FENCE.findall(text)}


def draw(sources: Iterable[str], memory: Path) -> Drawings:
    """Every diagram, drawn now or kept in the folder ``memory``. Raises Refused without a browser, or for a bad diagram."""
    kept = {source: memory / f"{hashlib.sha256((source + _main().name).encode()).hexdigest()}.json" for source in sources}
    memory.mkdir(parents=True, exist_ok=True)
    missing = [source for source, path in kept.items() if not path.is_file()]
    if missing:
        with ThreadPoolExecutor(1) as own_thread:  # whoever calls may drive a browser too, and a thread has one
            drawings = own_thread.submit(_draw, missing).result()
        for source, drawn in drawings.items():
            kept[source].write_text(json.dumps(drawn, ensure_ascii=False), encoding="utf-8")
    for old in set(memory.iterdir()) - set(kept.values()):
        old.unlink()
    return {source: json.loads(path.read_text(encoding="utf-8")) for source, path in kept.items()}


def with_pictures(text: str, drawings: Drawings) -> str:
    """A Markdown text whose diagrams are pictures."""
    return FENCE.sub(lambda found: picture(found[1], drawings[found[1]]), text)


def picture(source: str, drawn: dict[str, str]) -> str:
    """A diagram as one line of HTML."""
    alt = html.escape(description(source))
    pictures = [
        f'<img class="only-{kind}" alt="{alt}" style="--drawn: {_width(svg)}px" width="{_width(svg)}" '
        f'src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'
        for kind, svg in drawn.items()
    ]
    return f'<div class="diagram">{"".join(pictures)}</div>'


def description(source: str) -> str:
    """What the diagram's author says that it shows, its title and its description; "" if nothing."""
    return " ".join(f"{told.rstrip('.')}." for told in told_by(source) if told)


def _width(svg: str) -> int:
    box = re.search(r'viewBox="\S+ \S+ (\S+) \S+"', svg)
    return round(float(box[1])) if box else 800


def _main() -> Path:
    return next(iter(sorted(_LAB.glob("main.*.js"))), _LAB / "main.js")


def _draw(sources: list[str]) -> Drawings:
    from playwright.sync_api import Error, Route, sync_playwright

    def give(route: Route) -> None:
        """The page, or a file of JupyterLab's; nothing else is there."""
        file = _LAB / Path(urlsplit(route.request.url).path).name
        if route.request.url == _HERE:
            route.fulfill(body=_PAGE, content_type="text/html")
        elif file.is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        except Error as error:
            raise Refused(
                {
                    "es": "los diagramas se dibujan con Chromium, y no está o no arranca; instálalo (en Debian, "
                    "apt-get install chromium; en otro sistema, playwright install chromium) y repite la orden",
                    "en": "the diagrams are drawn with Chromium, which is missing or does not start; install it (on Debian, "
                    "apt-get install chromium; elsewhere, playwright install chromium) and run this again",
                }
            ) from error
        page = browser.new_page()
        page.route("**/*", give)
        page.goto(_HERE)
        page.add_script_tag(url=f"{_HERE}static/{_main().name}")
        page.evaluate(_FIND)
        drawn: Drawings = {}
        for source in sources:
            try:
                drawn[source] = {kind: page.evaluate(_DRAW, [source, theme]) for kind, theme in _THEMES.items()}
            except Error as error:
                raise _not_drawn(source, str(error)) from error
        browser.close()
        return drawn


def _not_drawn(source: str, why: str) -> Refused:
    what, why = description(source) or source[:80], " ".join(why.split())[:300]
    return Refused(
        {
            "es": f"no se puede dibujar el diagrama «{what}» ({why}); corrígelo en su lección",
            "en": f"the diagram «{what}» cannot be drawn ({why}); mend it in its lesson",
        }
    )
