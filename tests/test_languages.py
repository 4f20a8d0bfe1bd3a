"""Which languages there are is said in one place; what is not translated is said in another, and never not at all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import languages
from grader.authoring.untranslated import PACKAGE, in_course, in_program, sentences
from grader.doctor import findings
from grader.languages import LANGUAGES, name_of, own_name, said, vocabulary, with_its_decimal_mark
from grader.reporting.words import Words
from tests.conftest import ROOT

CODES = {*LANGUAGES}
ONE_LANGUAGE_EACH = {"languages.py", *(f"{lang}.py" for lang in LANGUAGES)}
OF_ALL = {"means", "cell.text", "document.text", "others[place].text"}
"""What the code itself has made, or read whole, for every language: there is nothing to fall back from."""


def modules() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] != "checks" and path.name not in ONE_LANGUAGE_EACH:
            yield path


def named(tree: ast.AST, inside: str = "") -> Iterator[int]:
    """The lines that name a language, but for the keys of a sentence's dictionary and what is said under such a key."""
    if isinstance(tree, ast.Dict):
        for key, value in zip(tree.keys, tree.values, strict=True):
            code = key.value if isinstance(key, ast.Constant) and key.value in CODES else None
            yield from named(value, str(code) if code else inside)
            yield from named(key, inside) if key and not code else ()
    elif isinstance(tree, ast.Constant) and tree.value in CODES and tree.value != inside:
        yield tree.lineno
    else:
        for child in ast.iter_child_nodes(tree):
            yield from named(child, inside)


def test_no_code_names_a_language() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in modules() for line in named(ast.parse(path.read_text("utf-8")))]
    assert found == []


def test_a_sentence_is_looked_up_so_that_it_may_be_missing() -> None:
    found = []
    for path in modules():
        if "authoring" in path.parts or path.name == "exercises.py":  # what they read is there in every language
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                key, of = ast.unparse(node.slice).rpartition(".")[2], ast.unparse(node.value)
                if key in ("lang", "told", "spoken", "language()") and of not in OF_ALL:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: write said({of}, {ast.unparse(node.slice)})")
    assert found == []


def test_everything_is_there_in_every_language_of_the_course() -> None:
    assert [*map(str, in_program()), *map(str, in_course(ROOT))] == []


def test_a_translation_has_the_gaps_of_the_original() -> None:
    for path in [*modules(), *PACKAGE.glob("reporting/templates/*.toml")]:
        for line, sentence in sentences(path, LANGUAGES):
            gaps = {str(sorted(re.findall(r"{\w*", text))) for text in sentence.values() if not text.startswith("f")}
            assert len(gaps) < 2, f"{path}:{line}"


def test_what_a_new_language_lacks_is_named_by_file_and_line() -> None:
    lines = [str(problem) for problem in in_program((*LANGUAGES, "fr"))]
    [told] = [line for line in lines if "«'Exercise complete'»" in line]
    path, number, message = told.split(":", 2)
    assert '"en": "Exercise complete"' in (ROOT / path).read_text("utf-8").splitlines()[int(number) - 1]
    assert message.startswith(" is not there in fr; translate ")
    [sentence] = [line for line in lines if "Translation alarm in {exercises}" in line]
    path, number, _ = sentence.split(":", 2)
    assert "Translation alarm in" in (ROOT / path).read_text("utf-8").splitlines()[int(number) - 1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"es": "sí", "en": "yes", "fr": "oui"}, "oui"),
        ({"es": "sí", "en": "yes"}, "yes"),
        ({"en": "yes", "es": "sí"}, "yes"),
        ({"pt": "sim"}, "sim"),
    ],
)
def test_what_is_not_translated_is_said_in_the_original_language_or_in_any(words: dict[str, str], told: str) -> None:
    assert said(words, "fr") == told
    assert vocabulary({"one": words, "two": {"en": "no", "fr": "non"}}, "fr") == {"one": told, "two": "non"}


def test_names_numbers_and_counts_of_a_language_are_nobody_s_to_write() -> None:
    assert name_of("pt", "pt") == "português"
    assert own_name("pt") == "Português"
    assert name_of("en", "fr") == "anglais"
    assert with_its_decimal_mark("1.5", "fr") == "1,5"
    words = Words("fr")
    assert words.percent(0.42) == "42\u00a0%"
    assert words.count(1, "student") == "1 student"


def test_a_language_that_the_unicode_consortium_does_not_know_is_written_like_the_original_one() -> None:
    assert with_its_decimal_mark("1.5", "zz") == "1.5"
    assert name_of("zz", "es") == "zz"


def test_people_are_spoken_to_in_the_language_of_their_locale_if_the_course_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "LANGUAGES", ("fr", "pt"))
    assert findings.language({"LANG": "pt_BR.UTF-8"}) == "pt"
    assert findings.language({"LANG": "de_DE.UTF-8"}) == "fr"
    monkeypatch.setattr(findings.locale, "getlocale", lambda: ("French_France", "1252"))
    assert findings.language({}) == "fr"
    monkeypatch.setattr(findings, "LANGUAGES", ("fr", languages.ORIGINAL))
    assert findings.language({"LANG": "de_DE.UTF-8"}) == languages.ORIGINAL
