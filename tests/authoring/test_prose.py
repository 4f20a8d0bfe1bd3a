"""Twins are compared by what they are made of, and prose must be there for every reader."""

from __future__ import annotations

import pytest

from grader.authoring.prose import differences, wrong_with_prose

ALIKE = {
    "decimal signs": ("1,5 s", "1.5 s"),
    "thousands": ("10 000, 10.000 y 10\u202f000", "10,000, 10,000 and 10,000"),
    "dates": ("el 23 de noviembre de 2026", "November 23, 2026"),
    "names with digits": ("float32 y UTF-8", "float32 and UTF-8, yes, UTF-8 and v1.2"),
    "links into documentation in two languages": (
        "[x](https://docs.python.org/es/3/)",
        "[x](https://docs.python.org/3/)",
    ),
    "links to sites in two languages": ("[x](https://es.wikipedia.org/a)", "[x](https://en.wikipedia.org/a)"),
    "links to headings": ("[x](#promedios)", "[x](#averages)"),
    "strings in code spans": ('`f("uno")`', "`f('one')`"),
    "the order of code spans": ("`a` antes de `b`", "`b` after `a`"),
    "formulas with words": (r"$t = 1{,}5\ \text{segundos}$", r"$t = 1.5\ \text{seconds}$"),
    "paragraphs that wrap elsewhere": ("una\ndos", "one two"),
    "diagrams with labels": (
        '```mermaid\nflowchart LR\n  accTitle: a\n  a["el modelo"] -->|guarda| b(archivo)\n```',
        '```mermaid\nflowchart LR\n  accTitle: b\n  a["the model"] -->|saves| b(file)\n```',
    ),
}

UNLIKE = {
    "headings": ("# a", "## a"),
    "lists": ("- a\n- b", "- a"),
    "tables": ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |\n| | |"),
    "links": ("[a](b.html)", "[a](c.html)"),
    "images": ("![a](b.png)", "a"),
    "code spans": ("`load`", "`loads`"),
    "formulas": ("$x^2$", "$x^3$"),
    "numbers": ("tarda 15 s", "it takes 16 s"),
    "code blocks": ("```python\na\n```", "```python\na\nb\n```"),
    "diagrams": ("```mermaid\nflowchart LR\n a[x] --> b\n```", "```mermaid\nflowchart LR\n a[x] --> c\n```"),
}


@pytest.mark.parametrize(("spanish", "english"), ALIKE.values(), ids=ALIKE.keys())
def test_what_languages_write_differently_is_the_same(spanish: str, english: str) -> None:
    assert list(differences({"es": spanish, "en": english})) == []


@pytest.mark.parametrize(("facet", "spanish", "english"), [(facet, *texts) for facet, texts in UNLIKE.items()])
def test_what_one_twin_lacks_is_named(facet: str, spanish: str, english: str) -> None:
    messages = list(differences({"es": spanish, "en": english}))
    assert messages[0].startswith(f"the twins differ in {facet}: ")
    assert not list(differences({"es": spanish, "en": spanish}))


def test_a_difference_says_who_has_what() -> None:
    assert list(differences({"es": "`a`", "en": "`b`"})) == [
        "the twins differ in code spans: only es has `a`, only en has `b`; make them the same"
    ]


def test_headings_in_another_order_are_shown_whole() -> None:
    assert "es has h1, h2, en has h2, h1" in next(differences({"es": "# a\n\n## b", "en": "## a\n\n# b"}))


def test_every_language_is_compared_with_the_first() -> None:
    assert [m.split(": ")[1] for m in differences({"es": "1", "en": "1", "pt": "2"})] == [
        "only es has 1, only pt has 2; make them the same"
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("hola\n\n<b>mundo</b>", 3, "raw HTML «<b>»"),
        ("<!-- note -->", 1, "raw HTML"),
        ("a\n\n![](figure.png)", 3, "image without alternative text"),
        (r"$\\log n$", 1, r"the formula says «\\log»"),
        ("a\n\n$$\n\\\\frac{1}{n}\n$$", 3, r"the formula says «\\frac»"),
        ("```mermaid\ngraph TD\naccTitle: a\n```", 1, "without «accDescr"),
        ("```mermaid\ngraph TD\naccTitle:\naccDescr: b\n```", 1, "without «accTitle"),
    ],
)
def test_what_some_readers_cannot_see_is_found(text: str, line: int, message: str) -> None:
    found = list(wrong_with_prose(text))
    assert found[0][0] == line
    assert message in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "a < b y c > d",
        "`<b>`",
        "<https://docs.python.org>",
        "![una curva que baja](f.png)",
        "```mermaid\ngraph TD\n  accTitle: a\n  accDescr {\n  b\n  }\n  a --> b\n```",
    ],
)
def test_good_prose_passes(text: str) -> None:
    assert list(wrong_with_prose(text)) == []
