"""What a markdown cell is made of, told without its words: enough to see whether two languages say the same.

The words themselves nobody compares. But a heading, a link, a number or a list item that is there in one language only
is a mistake, and so is what some readers cannot see: a picture without words, HTML that a notebook drops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.dollarmath import dollarmath_plugin

from grader.languages import Text

_NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)"  # not the end of a name: float32, UTF-8, v1.2
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*"
)

_STRING = re.compile(r"([\"']).*?\1")


def wrong_with_prose(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a cell in any language, as (line, what is wrong; what to do)."""
    for node, line in _nodes(text):
        if node.type in ("html_block", "html_inline"):
            yield line, f"raw HTML «{_first_line(node.content)}»; write it in markdown"
        elif node.type == "image" and not node.content.strip():
            yield line, "an image without alternative text; write what it shows: ![text](file)"
        elif node.type.startswith("math") and (doubled := re.search(r"\\\\[A-Za-z]+", node.content)):
            yield line, f"the formula says «{doubled[0]}»; text is taken as it is written: one backslash is enough"
        elif _is_diagram(node):
            for key in ("accTitle", "accDescr"):
                if not re.search(rf"^\s*{key}[ \t]*(:[ \t]*\S|\{{\s*[^\s}}])", node.content, re.MULTILINE):
                    yield line, f"a mermaid diagram without «{key}: …»; write what it shows"


def differences(twins: Text) -> Iterator[str]:
    """In what the twins differ from the first of them, as (what is wrong; what to do)."""
    (first, text), *others = twins.items()
    for lang, other in others:
        for name, facet in _FACETS.items():
            here, there = facet(text), facet(other)
            if here != there:
                yield f"the twins differ in {name}: {_contrast(first, here, lang, there)}; make them the same"


@dataclass(frozen=True)
class Passage:
    """A run of words that a reader sees as text: no code, no formulas. ``line`` counts from 1 within the cell."""

    line: int
    words: str


def passages(text: str) -> list[Passage]:
    """The words of a markdown text, paragraph by paragraph."""
    return [Passage(line, _words(node)) for node, line in _nodes(text) if node.type == "inline"]


def _words(inline: SyntaxTreeNode) -> str:
    gap = {"softbreak": "\n", "hardbreak": "\n", "code_inline": "`", "math_inline": "`"}
    return "".join(node.content if node.type == "text" else gap.get(node.type, "") for node in inline.walk())


# What the twins have in common, each facet as a list: in order where the order matters, sorted where it may differ.


def _headings(text: str) -> list[str]:
    return [node.tag for node, _ in _nodes(text) if node.type == "heading"]


def _lists(text: str) -> list[str]:
    lists = [node for node, _ in _nodes(text) if node.type in ("bullet_list", "ordered_list")]
    return [f"{node.type.replace('_', ' ')} of {len(node.children)}" for node in lists]


def _tables(text: str) -> list[str]:
    found = []
    for node, _ in _nodes(text):
        if node.type == "table":
            rows = [row for row in node.walk() if row.type == "tr"]
            found.append(f"{len(rows)} rows of {len(rows[0].children)}")
    return found


def _links(text: str) -> list[str]:
    return sorted(_anywhere(str(node.attrs["href"])) for node, _ in _nodes(text) if node.type == "link")


def _images(text: str) -> list[str]:
    return sorted(_anywhere(str(node.attrs["src"])) for node, _ in _nodes(text) if node.type == "image")


def _code_spans(text: str) -> list[str]:
    """Code as it stands, but for its strings, which may be words of a language."""
    spans = [node.content for node, _ in _nodes(text) if node.type == "code_inline"]
    return sorted(f"`{re.sub(_STRING, chr(34) * 2, span)}`" for span in spans)


def _formulas(text: str) -> list[str]:
    formulas = [node.content for node, _ in _nodes(text) if node.type.startswith("math_")]
    quiet = [re.sub(r"\\(?:text|mathrm|operatorname)\{[^}]*\}", r"\\text{}", formula) for formula in formulas]
    return sorted(re.sub(r"\s", "", formula.replace("{,}", ".")) for formula in quiet)


def _numbers(text: str) -> list[str]:
    """The numerals by their digits alone: 1,5 and 1.5 are the same number to two readers, as are 10 000 and 10,000."""
    return sorted(re.sub(r"\D", "", number) for p in passages(text) for number in _NUMBER.findall(p.words))


def _code_blocks(text: str) -> list[str]:
    blocks = [node for node, _ in _nodes(text) if node.type in ("fence", "code_block") and not _is_diagram(node)]
    return [f"{node.info.strip() or 'text'} of {node.content.count(chr(10))} lines" for node in blocks]


def _diagrams(text: str) -> list[str]:
    """Diagrams line by line, without their labels where they are flowcharts, else by their kind and length."""
    found = []
    for node, _ in _nodes(text):
        if _is_diagram(node):
            source = re.sub(r"accDescr\s*\{[^}]*\}", "", node.content)
            lines = [line.strip() for line in source.splitlines()]
            lines = [line for line in lines if line and not line.startswith(("accTitle", "accDescr", "%%"))]
            is_flowchart = bool(lines) and lines[0].startswith(("flowchart", "graph"))
            found += [_unlabelled(line) for line in lines] if is_flowchart else [*lines[:1], f"{len(lines)} lines"]
    return found


def _unlabelled(line: str) -> str:
    for label in (r'"[^"]*"', r"\|[^|]*\|", r"\[[^\[\]]*\]", r"\([^()]*\)", r"\{[^{}]*\}", r"(?<=--) [^->]+(?= --)"):
        line = re.sub(label, "", line)
    return re.sub(r"\s+", " ", line)


_FACETS: dict[str, Callable[[str], list[str]]] = {
    "headings": _headings,
    "lists": _lists,
    "tables": _tables,
    "links": _links,
    "images": _images,
    "code spans": _code_spans,
    "formulas": _formulas,
    "numbers": _numbers,
    "code blocks": _code_blocks,
    "diagrams": _diagrams,
}


def _contrast(first: str, here: Sequence[str], lang: str, there: Sequence[str]) -> str:
    """What each of the two has and the other has not; both whole, where only the order differs."""
    mine, yours = Counter(here), Counter(there)
    only = {first: list((mine - yours).elements()), lang: list((yours - mine).elements())}
    if not any(only.values()):
        return f"{first} has {', '.join(here)}, {lang} has {', '.join(there)}"
    return ", ".join(f"only {name} has {', '.join(values)}" for name, values in only.items() if values)


def _anywhere(target: str) -> str:
    """A link without its language: docs.python.org/es/3 and docs.python.org/3 are the same place, as are headings."""
    target = re.sub(r"(?<=/)[a-z]{2}(-[a-z]{2})?[./]", "", target)
    return "#" if target.startswith("#") else target


def _is_diagram(node: SyntaxTreeNode) -> bool:
    return node.type == "fence" and node.info.strip() == "mermaid"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(dollarmath_plugin)


@cache
def _nodes(text: str) -> tuple[tuple[SyntaxTreeNode, int], ...]:
    """Every node of the text's tree with the line at which its block begins, counted from 1."""
    found = []
    line = 1
    for node in SyntaxTreeNode(_markdown().parse(text)).walk(include_self=False):
        if node.map:
            line = node.map[0] + 1
        found.append((node, line))
    return tuple(found)
