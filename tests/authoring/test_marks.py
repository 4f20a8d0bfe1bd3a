"""Marked lines of a code cell go where they belong, and nothing else is taken for a mark."""

from __future__ import annotations

from textwrap import dedent

import pytest

from grader.authoring.marks import in_language, lines_in_language, misplaced, unpaired


def cell(text: str) -> str:
    return dedent(text).strip("\n")


LABELS = cell("""
    # es: el eje
    # en: the axis
    axes.set_xlabel("tamaño")  # es
    axes.set_xlabel("size")  # en
    axes.grid()  # thin lines
""")


def test_each_language_keeps_its_own_lines_without_the_marks() -> None:
    assert in_language(LABELS, "es") == '# el eje\naxes.set_xlabel("tamaño")\naxes.grid()  # thin lines'
    assert in_language(LABELS, "en") == '# the axis\naxes.set_xlabel("size")\naxes.grid()  # thin lines'


def test_the_lines_keep_the_numbers_that_they_have_in_the_source() -> None:
    assert [number for number, _ in lines_in_language(LABELS, "en")] == [2, 4, 5]


@pytest.mark.parametrize(
    "source",
    [
        'text = "a  # es"',
        'text = """\n# es: no comment\nx  # en\n"""',
        "x = 1  # essential",
        "# español: la lengua",
        "# es decir, no",
        'f"{x}  # es"',
    ],
)
def test_what_only_looks_like_a_mark_stays(source: str) -> None:
    assert in_language(source, "es") == in_language(source, "en") == source


def test_lines_inside_brackets_can_be_marked() -> None:
    source = cell("""
        names = [
            "tamaño",  # es
            "size",  # en
        ]
    """)
    assert in_language(source, "en") == 'names = [\n    "size",\n]'


def test_a_mark_can_follow_another_comment() -> None:
    assert in_language('x = "uno"  # noqa: X1  # es\nx = "one"  # en', "es") == 'x = "uno"  # noqa: X1'


def test_indented_comments_keep_their_indent() -> None:
    assert in_language("if x:\n    # es: sí\n    # en: yes\n    y()", "en") == "if x:\n    # yes\n    y()"


def test_languages_that_follow_one_another_are_paired() -> None:
    assert not list(unpaired(LABELS))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\ny = 'a'  # es", 2),
        ("y = 'a'  # en\ny = 'b'  # es", 1),
        ("y = 'a'  # es\nz = 1\ny = 'b'  # en", 1),
        ("# es: hola\n# en: hello\n# es: adiós", 1),
    ],
)
def test_marked_lines_without_their_other_are_found(source: str, line: int) -> None:
    assert next(unpaired(source))[0] == line


def test_a_comment_in_several_lines_may_be_longer_in_one_language() -> None:
    assert not list(unpaired("# es: uno\n# es: dos\n# en: one and two"))


@pytest.mark.parametrize("source", ["x = 1  # es: nota", "# es", "x = 1\n# en"])
def test_marks_that_mark_nothing_are_found(source: str) -> None:
    assert list(misplaced(source))


def test_a_third_language_needs_no_other_code() -> None:
    source = 'x = "uno"  # es\nx = "one"  # en\nx = "um"  # pt'
    languages = ("es", "en", "pt")
    assert [in_language(source, lang, languages) for lang in languages] == ['x = "uno"', 'x = "one"', 'x = "um"']
    assert not list(unpaired(source, languages))
