"""What a finding is, and how it is told: a symbol, a word and a sentence in the reader's language, never colour alone."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from grader.languages import LANGUAGES, ORIGINAL, Text, said

State = Literal["well", "notice", "wrong"]

_MARKS: dict[State, str] = {"well": "✓", "notice": "!", "wrong": "✗"}
_WORDS: dict[State, Text] = {
    "well": {"es": "bien", "en": "ok"},
    "notice": {"es": "aviso", "en": "notice"},
    "wrong": {"es": "mal", "en": "wrong"},
}
_WIDTH = max(len(word) for words in _WORDS.values() for word in words.values())


@dataclass(frozen=True)
class Finding:
    """Something about this machine: that it is well, that it is less than it could be, or that it has to be mended."""

    state: State
    text: Text
    todo: Text | None = None
    """What to do about it."""


def well(text: Text) -> Finding:
    return Finding("well", text)


def notice(text: Text, todo: Text | None = None) -> Finding:
    return Finding("notice", text, todo)


def wrong(text: Text, todo: Text | None = None) -> Finding:
    return Finding("wrong", text, todo)


def needs_mending(findings: Iterable[Finding]) -> bool:
    """Whether something that the course cannot do without is missing or differs."""
    return any(finding.state == "wrong" for finding in findings)


def lines(finding: Finding, lang: str) -> list[str]:
    """It in words, and below it what to do."""
    told = [f"{_MARKS[finding.state]} {said(_WORDS[finding.state], lang):{_WIDTH}} {said(finding.text, lang)}"]
    return told if finding.todo is None else [*told, f"{'':{_WIDTH + 3}}→ {said(finding.todo, lang)}"]


def summary(findings: list[Finding], lang: str) -> str:
    """The last line: whether all that is needed is there."""
    states = [finding.state for finding in findings]
    notices, wrongs = states.count("notice"), states.count("wrong")
    if wrongs:
        told: Text = {
            "es": f"Por arreglar (✗): {wrongs}; avisos: {notices}",
            "en": f"To mend (✗): {wrongs}; notices: {notices}",
        }
    else:
        told = {"es": f"Está todo lo necesario; avisos: {notices}", "en": f"All that is needed is there; notices: {notices}"}
    return said(told, lang)


def as_data(findings: list[Finding]) -> dict[str, Any]:
    """For programs: whether all that is needed is there, and the findings."""
    return {"ok": not needs_mending(findings), "findings": [asdict(finding) for finding in findings]}


def language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of whoever runs this, by the locale; where it is none of the course's, the original one or the first."""
    chosen = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), None)
    if chosen is None:  # on Windows: «Spanish_Spain»
        chosen = locale.getlocale()[0] or ""
    name = re.split(r"\W|_", chosen.lower())[0]
    code = locale.locale_alias.get(name, name).partition("_")[0]
    return next(lang for lang in (code, ORIGINAL, *LANGUAGES) if lang in LANGUAGES)
