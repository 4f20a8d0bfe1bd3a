"""The numbers as people read them: tables and a figure in each language, between the marks of a page written by hand."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from check_latency import Latencies

from .measure import Measured
from .meter import Taken
from .plot import draw

WORDS = {
    "es": {
        "decimal": ",",
        "stock": "nbgrader tal como viene",
        "one": "este curso, `--jobs 1`",
        "ours": "este curso",
        "otter": "otter-grader",
        "floor": "solo las celdas",
        "heavy": "Curso pesado (TensorFlow, Keras, PyTorch, scikit-learn)",
        "light": "Curso ligero (scikit-learn, pandas)",
        "class": "{students} entregas (nbgrader y otter, solo las {first} primeras). Cada número es de una entrega.",
        "columns": "| | segundos | segundos de CPU | entregas por hora | frente a nbgrader | CPU frente a las celdas |",
        "judging": "Lo que cuesta juzgar",
        "judging columns": "| | segundos por ejercicio | CPU por ejercicio | de ella, la entrega | parte de la CPU total |",
        "memory": "Un kernel más, después del notebook",
        "memory columns": "| | memoria privada | memoria proporcional (PSS) |",
        "line": "El coste es lineal (curso ligero)",
        "line columns": "| entregas | segundos por entrega | CPU por entrega | segundos por cada entrega más |",
        "check": "Lo que espera quien pulsa `check`",
        "check columns": "| | segundos | frente a un proceso nuevo con pytest y scikit-learn |",
        "check rows": "la primera comprobación de todas|la primera de otro ejercicio|las siguientes",
        "no otter": "otter-grader no estaba instalado.",
        "alt": "Barras horizontales: segundos por entrega de cada corrector en cada curso. {facts}",
        "fact": "{course}: {parts}",
        "axis": "segundos por entrega",
        "bars": "reloj|CPU",
        "made": "Medido con `make bench`.",
    },
    "en": {
        "decimal": ".",
        "stock": "nbgrader as it comes",
        "one": "this course, `--jobs 1`",
        "ours": "this course",
        "otter": "otter-grader",
        "floor": "the cells alone",
        "heavy": "Heavy course (TensorFlow, Keras, PyTorch, scikit-learn)",
        "light": "Light course (scikit-learn, pandas)",
        "class": "{students} submissions (nbgrader and otter: only the first {first}). Each number is of one submission.",
        "columns": "| | seconds | CPU seconds | submissions per hour | against nbgrader | CPU against the cells |",
        "judging": "What judging costs",
        "judging columns": "| | seconds per exercise | CPU per exercise | of it, the submission | share of all CPU |",
        "memory": "One kernel more, after the notebook",
        "memory columns": "| | private memory | proportional memory (PSS) |",
        "line": "The cost is linear (light course)",
        "line columns": "| submissions | seconds per submission | CPU per submission | seconds for each one more |",
        "check": "What `check` makes a student wait",
        "check columns": "| | seconds | against a new process with pytest and scikit-learn |",
        "check rows": "the first check of all|the first of another exercise|the ones after it",
        "no otter": "otter-grader was not installed.",
        "alt": "Horizontal bars: seconds per submission of each grader in each course. {facts}",
        "fact": "{course}: {parts}",
        "axis": "seconds per submission",
        "bars": "clock|CPU",
        "made": "Measured with `make bench`.",
    },
}
_BEGIN, _END = "<!-- measured: {lang} -->", "<!-- end of measured -->"


@dataclass(frozen=True)
class Results:
    """All that one run has measured."""

    courses: Sequence[Measured]
    line: Mapping[int, Taken]
    checks: Latencies
    machine: Sequence[tuple[str, str]]


def markdown(results: Results, lang: str, image: str = "") -> str:
    """The tables; the figure too, if ``image`` says where it is."""
    return "\n".join(_lines(results, lang, image)) + "\n"


def _lines(results: Results, lang: str, image: str) -> Iterator[str]:
    words = WORDS[lang]
    if image:
        yield f"![{_alternative(results, lang)}]({image})\n"
    for measured in results.courses:
        yield f"**{words[measured.course]}.** {words['class'].format(students=measured.students, first=measured.first)}\n"
        yield from _table(words["columns"], _rows(measured, lang))
        if "otter" not in measured.graders:
            yield f"{words['no otter']}\n"
    yield f"**{words['judging']}**\n"
    yield from _table(words["judging columns"], [_judging_row(measured, lang) for measured in results.courses])
    yield f"**{words['memory']}**\n"
    memory = [
        [_short(one, lang), *(f"{one.memory[kind] / 1e6:.0f} MB" for kind in ("private", "pss"))] for one in results.courses
    ]
    yield from _table(words["memory columns"], memory)
    if results.line:
        yield f"**{words['line']}**\n"
        yield from _table(words["line columns"], _line_rows(results.line, lang))
    yield f"**{words['check']}**\n"
    yield from _table(words["check columns"], _check_rows(results.checks, lang))
    yield f"{words['made']} " + " · ".join(f"{name} {value}" for name, value in results.machine) + "."


def _table(columns: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield columns
    yield "|---" + "|---:" * (columns.count("|") - 2) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _rows(measured: Measured, lang: str) -> Iterator[list[str]]:
    stock = measured.graders["stock"]
    for who, taken in [*measured.graders.items(), ("floor", measured.floor)]:
        numbers = [_number(taken.wall, lang, 2), _number(taken.cpu, lang, 2), f"{3600 / taken.wall:.0f}"]
        ratios = [_ratio(stock.wall, taken.wall, lang), _ratio(taken.cpu, measured.floor.cpu, lang)]
        yield [WORDS[lang][who], *numbers, *ratios]


def _judging_row(measured: Measured, lang: str) -> list[str]:
    judging, whole = measured.judging, measured.graders["one"]
    share = "—" if judging.cpu is None or not whole.cpu else f"{100 * measured.exercises * judging.cpu / whole.cpu:.0f} %"
    numbers = [_number(value, lang, 3) for value in (judging.wall, judging.cpu, measured.called)]
    return [_short(measured, lang), *numbers, share]


def _line_rows(line: Mapping[int, Taken], lang: str) -> Iterator[list[str]]:
    before = None
    for number, taken in line.items():
        whole = number * taken.wall
        more = "" if before is None else _number((whole - before[1]) / (number - before[0]), lang, 2)
        yield [str(number), _number(taken.wall, lang, 2), _number(taken.cpu, lang, 2), more]
        before = number, whole


def _check_rows(checks: Latencies, lang: str) -> Iterator[list[str]]:
    first = [seconds for seconds in checks.first.values() if seconds != checks.cold]
    waits = [checks.cold, statistics.median(first), statistics.median(checks.later.values())]
    for name, seconds in zip(WORDS[lang]["check rows"].split("|"), waits, strict=True):
        yield [name, _number(seconds, lang, 2), _ratio(seconds, checks.baseline, lang)]


def _short(measured: Measured, lang: str) -> str:
    return WORDS[lang][measured.course].partition(" (")[0]


def _number(value: float | None, lang: str, digits: int) -> str:
    if value is None:
        return "—"
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang == "es" else text


def _ratio(value: float | None, to: float | None, lang: str) -> str:
    return "—" if value is None or not to else f"{_number(value / to, lang, 1)} ×"


def _alternative(results: Results, lang: str) -> str:
    words = WORDS[lang]
    facts = []
    for measured in results.courses:
        everybody = [*measured.graders.items(), ("floor", measured.floor)]
        parts = ", ".join(f"{words[who].replace('`', '')} {_number(taken.wall, lang, 2)} s" for who, taken in everybody)
        facts.append(words["fact"].format(course=_short(measured, lang), parts=parts))
    return words["alt"].format(facts=". ".join(facts)) + "."


def write(results: Results, page: Path) -> None:
    """Put tables and figures into the page, between its marks; what stands around them is left as it is."""
    text = page.read_text(encoding="utf-8")
    for lang in WORDS:
        image = f"img/performance-{lang}.png"
        draw(results.courses, WORDS[lang], page.parent / image)
        begin = _BEGIN.format(lang=lang)
        block = f"{begin}\n{markdown(results, lang, image)}{_END}"
        text, found = re.subn(f"{re.escape(begin)}.*?{re.escape(_END)}", lambda _, block=block: block, text, flags=re.DOTALL)
        if found != 1:
            raise ValueError(f"{page}: holds «{begin}» {found} times; it must stand there once")
    page.write_text(text, encoding="utf-8")
