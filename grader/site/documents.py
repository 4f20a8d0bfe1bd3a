"""The course's documents, which hold their languages one after the other, as a page of each language.

A document is a heading ``# Título · Title``, then a section for each language, whose heading is the language's name.
Other sections of that level are for all; their headings too may hold a part for each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.languages import own_name
from grader.site.words import words

_ANCHORED = re.compile(r'^(<a id="[^"]+"></a>)\n+(## .+)$', re.MULTILINE)
"""An anchor above a heading belongs to what follows."""


@dataclass(frozen=True)
class Document:
    """One document: where its pages are, and for each language that it has, its text in Markdown."""

    path: Path
    text: dict[str, str]

    @property
    def page(self) -> str:
        return self.path.stem.lower()


def documents(root: Path, languages: Sequence[str]) -> list[Document]:
    """The ways in of README.md, then every document in ``docs/``."""
    paths = [path for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))] if path.is_file()]
    found = [Document(path, split(path.read_text(encoding="utf-8"), languages)) for path in paths]
    return [document for document in found if document.text]


def split(text: str, languages: Sequence[str]) -> dict[str, str]:
    """The document in each of the languages that it has."""
    title, *sections = _sections(_ANCHORED.sub(r"\2\n\n\1", text))
    order = [lang for heading, _ in sections for lang in languages if heading == own_name(lang)]
    by_language = {}
    for lang in order:
        parts = [f"# {_part(title[0], order.index(lang), len(order))}\n"]
        for heading, body in sections:
            if heading == own_name(lang):
                parts.append(re.sub(r"^#(#+ )", r"\1", body, flags=re.MULTILINE))
            elif heading not in map(own_name, order):
                parts.append(f'<a id="{_slug(heading)}"></a>\n\n## {_part(heading, order.index(lang), len(order))}\n{body}')
        by_language[lang] = "\n".join(parts)
    return by_language


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """The headings of the first and the second level, each with the text below it. Code is no heading."""
    heading, body, in_code = "", [""], False
    for line in text.splitlines():
        in_code ^= line.lstrip().startswith("```")
        found = None if in_code else re.fullmatch(r"##? (.+)", line)
        if found:
            if heading:
                yield heading, "\n".join(body)
            heading, body = found[1], []
        else:
            body.append(line)
    yield heading, "\n".join(body)


def _part(heading: str, place: int, of: int) -> str:
    parts = heading.split(" · ")
    return parts[place] if len(parts) == of else heading


def _slug(heading: str) -> str:
    """Where a link finds a heading of the document as it is in the repository."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page_text(document: Document, lang: str, all_documents: Sequence[Document]) -> tuple[str, set[Path]]:
    """The text of a page, and the pictures that it shows, which lie beside it in ``img/``.

    A link to another document leads to its page; one to a file that is not on the site is only its text.
    """
    others = {other.path: other for other in all_documents if lang in other.text}
    pictures: set[Path] = set()

    def link(found: re.Match[str]) -> str:
        mark, text, target = found.groups()
        path, _, fragment = target.partition("#")
        place = (document.path.parent / path).resolve() if path else document.path
        if "://" in path or target.startswith("mailto:"):
            return found[0]
        if mark:
            pictures.add(place)
            return f"![{text}](img/{place.name})"
        if place not in others:
            return text
        if f'<a id="{fragment}"></a>' in others[place].text[lang]:
            return f"[{text}](#{others[place].page}-{fragment})"
        return found[0] if not path else f"[{text}]({others[place].page}.md{fragment and '#' + fragment})"

    # An anchor is known on every page of the site, so its name begins with that of its page.
    text = re.sub(r'^<a id="([^"]+)"></a>$', rf"({document.page}-\1)=", document.text[lang], flags=re.MULTILINE)
    if document.page == "readme":
        text = re.sub(r"\A# .*", f"# {words('readme', lang)}", text)
    return _outside_code(text, re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)"), link), pictures


def _outside_code(text: str, pattern: re.Pattern[str], change: object) -> str:
    parts = re.split(r"(^ *```.*?^ *```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if number % 2 else pattern.sub(change, part) for number, part in enumerate(parts))  # type: ignore[call-overload]
