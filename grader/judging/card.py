"""The card that a student reads: as HTML with inline styles only, and as plain text. No formula is read in it.

Colours are the page's own (``currentColor``), so that light, dark and high contrast read alike; a symbol and a word say
what colour would.
"""

from __future__ import annotations

from html import escape

from grader.judging.verdict import CheckResult, Verdict
from grader.languages import Text, said, vocabulary, with_its_decimal_mark
from grader.unseen import plain

_WORDS: dict[str, Text] = {
    "of": {"es": "{points} de {total} puntos", "en": "{points} of {total} points"},
    "pass": {"es": "Bien", "en": "Right"},
    "fail": {"es": "Falta", "en": "Missing"},
    "all": {"es": "Ejercicio completo", "en": "Exercise complete"},
    "some": {"es": "Ejercicio a medias", "en": "Exercise partly done"},
    "none": {"es": "Ejercicio sin puntos todavía", "en": "No points for this exercise yet"},
    "hidden": {"es": "comprobación oculta", "en": "hidden check"},
    "partial": {
        "es": "Aquí solo se ven las comprobaciones públicas; al calificar se hacen también las ocultas.",
        "en": "Only the public checks are run here; grading runs the hidden ones too.",
    },
    "hint": {
        "es": "¿Atascado? Ejecuta {code} en una celda nueva: hay tres pistas.",
        "en": "Stuck? Run {code} in a new cell: there are three hints.",
    },
    "seed": {"es": "Semilla de los datos", "en": "Seed of the data"},
    "lines": {"es": "Pasó por estas líneas tuyas", "en": "It passed through these lines of yours"},
}
_SYMBOLS = {True: "✓", False: "✗"}
_SEEN_ONLY = {passed: f'<span aria-hidden="true">{symbol}</span>' for passed, symbol in _SYMBOLS.items()}
"""Whoever listens hears the word beside it, not the name of the symbol."""


def number(value: float, lang: str) -> str:
    """Points as people of that language write them: ``1,5`` in Spanish, ``1.5`` in English."""
    return with_its_decimal_mark(f"{value:g}", lang)


def only_public(lang: str) -> str:
    """What is to be said where the hidden checks are not installed."""
    return vocabulary(_WORDS, lang)["partial"]


def _headline(verdict: Verdict) -> tuple[str, str, str]:
    words = vocabulary(_WORDS, verdict.lang)
    points = words["of"].format(
        points=number(float(verdict), verdict.lang), total=number(verdict.exercise.points, verdict.lang)
    )
    state = "all" if verdict >= verdict.exercise.points else "some" if verdict > 0 else "none"
    return words[state], said(verdict.exercise.title, verdict.lang), points


def _details(check: CheckResult, lang: str) -> list[str]:
    """What happened and where to look; of a hidden check, nothing but its sentence."""
    if check.passed or check.hidden:
        return []
    return [plain(said(text, lang)) for text in (check.happened, check.advises) if text]


def as_text(verdict: Verdict) -> str:
    """The card for a terminal."""
    words, lang = vocabulary(_WORDS, verdict.lang), verdict.lang
    state, title, points = _headline(verdict)
    lines = [f"{title} — {points}. {state}."]
    if verdict.findings.trouble:
        lines.append(f"  ✗ {said(verdict.findings.trouble, lang)}")
    for check in verdict.findings.checks:
        note = f" ({words['hidden']})" if check.hidden else ""
        word = words["pass" if check.passed else "fail"]
        lines.append(f"  {_SYMBOLS[check.passed]} {word}: {said(check.says, lang)}{note}")
        lines += [f"      {detail}" for detail in _details(check, lang)]
        if not check.passed and not check.hidden:
            lines += [f"      | {plain(line)}" for line in check.lines]
    lines += _footer(verdict, f'hint("{verdict.exercise.id}")')
    return "\n".join(lines)


def _footer(verdict: Verdict, code: str) -> list[str]:
    words = vocabulary(_WORDS, verdict.lang)
    notes = []
    if verdict < verdict.exercise.points:
        notes.append(words["hint"].format(code=code))
    if verdict.exercise.hidden is None:
        notes.append(only_public(verdict.lang))
    notes.append(f"{words['seed']}: {verdict.findings.seed}")
    return notes


def as_html(verdict: Verdict) -> str:
    """The card for a notebook or a feedback page."""
    lang = verdict.lang
    state, title, points = _headline(verdict)
    symbol = _SEEN_ONLY[verdict >= verdict.exercise.points]
    items = [_item(check, lang) for check in verdict.findings.checks]
    if verdict.findings.trouble:
        trouble = escape(said(verdict.findings.trouble, lang))
        items.insert(0, f'<li style="margin:6px 0">{_SEEN_ONLY[False]} {trouble}</li>')
    footer = " · ".join(
        part if "<code>" in part else escape(part)
        for part in _footer(verdict, f"<code>hint(&quot;{escape(verdict.exercise.id)}&quot;)</code>")
    )
    return (
        f'<section class="tex2jax_ignore" lang="{lang}" aria-label="{escape(title)}: {escape(points)}" '
        'style="border:1px solid currentColor;border-left-width:6px;border-radius:4px;padding:10px 14px;margin:4px 0;'
        'max-width:46em;line-height:1.45">'
        f'<p style="margin:0 0 4px 0;font-size:1.08em"><strong>{symbol} {escape(title)}</strong> — {escape(points)}</p>'
        f'<p style="margin:0 0 4px 0">{escape(state)}.</p>'
        f'<ul style="list-style:none;margin:0;padding:0">{"".join(items)}</ul>'
        f'<p style="margin:8px 0 0 0;font-size:0.92em">{footer}</p></section>'
    )


def _item(check: CheckResult, lang: str) -> str:
    words = vocabulary(_WORDS, lang)
    word = words["pass" if check.passed else "fail"]
    note = f" <em>({words['hidden']})</em>" if check.hidden else ""
    body = f"{_SEEN_ONLY[check.passed]} <strong>{word}:</strong> {escape(said(check.says, lang))}{note}"
    for detail in _details(check, lang):
        body += f'<div style="margin:2px 0 0 1.4em">{escape(detail)}</div>'
    if check.lines and not check.passed and not check.hidden:
        code = escape("\n".join(plain(line) for line in check.lines))
        body += (
            f'<div style="margin:2px 0 0 1.4em">{words["lines"]}:</div>'
            f'<pre style="margin:2px 0 0 1.4em;white-space:pre-wrap">{code}</pre>'
        )
    return f'<li style="margin:6px 0">{body}</li>'
