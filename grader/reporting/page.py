"""The report as one HTML page: what was found, in words and pictures, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbformat import NotebookNode

from grader.languages import LANGUAGES
from grader.reporting import GENERATOR, figures, items, likeness, translation
from grader.reporting.graded import Exercise, Graded
from grader.reporting.items import Item
from grader.reporting.likeness import Likenesses
from grader.reporting.translation import Comparison
from grader.reporting.words import Words
from grader.unseen import on_one_line, visible

_TEMPLATES = Path(__file__).parent / "templates"
_PERCENT_POINTS = f"{100 * translation.EFFECT:.0f}"


@dataclass(frozen=True)
class Alarm:
    """An exercise whose translation is to be read again: why, and the text in every language."""

    exercise: Exercise
    told: list[str]
    next: str
    twins: list[tuple[str, str]]


def page(graded: Graded, lang: str, when: datetime) -> str:
    """The whole page. ``when`` is now, in UTC."""
    words = Words(lang)
    rows, comparisons, alike = items.items(graded), translation.compare(graded), likeness.likenesses(graded)
    alarms = _alarms(graded, comparisons, words)
    langs = [words.language(one) for one in _languages(graded)]
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"visible": visible, "on_one_line": on_one_line}
    return environment.get_template("report.html.j2").render(
        generator=Markup(GENERATOR),
        words=words,
        graded=graded,
        when=figures.moment_of(when),
        short=list(_short(graded, rows, alarms, alike, words)),
        items=rows,
        failures=items.failures(graded),
        langs=langs,
        comparisons=comparisons,
        alarms=alarms,
        alike=alike,
        figures=_figures(graded, rows, alike, words),
        time=list(_time(graded, words)),
        how=list(_how(words)),
        fewest={"for_r": items.FEWEST, "by_language": translation.FEWEST, "alike": likeness.FEWEST},
        effect=_PERCENT_POINTS,
    )


def _languages(graded: Graded) -> list[str]:
    """Those in which somebody handed something in."""
    used = {answer.lang for submission in graded.submissions for answer in submission.answers.values()}
    return [lang for lang in LANGUAGES if lang in used]


def _figures(graded: Graded, rows: Sequence[Item], alike: Likenesses, words: Words) -> dict[str, Any]:
    shown = {one.exercise.id for pair in alike.pairs for one in pair.exercises}
    return {
        "scores": figures.scores(graded, words) if len(graded.submissions) > 1 else None,
        "difficulty": figures.difficulty(rows, words) if rows else None,
        "languages": figures.by_language(graded, rows, words) if len(_languages(graded)) > 1 else None,
        "likeness": [
            (id, figures.likeness(best, alike.thresholds[id], id, words)) for id, best in alike.best.items() if id in shown
        ],
        "times": figures.times(graded, words) if len(_moments(graded)) > 1 else None,
    }


def _short(graded: Graded, rows: Sequence[Item], alarms: Sequence[Alarm], alike: Likenesses, words: Words) -> Iterator[str]:
    """A line for each thing that asks for a look."""
    answers = [answer for submission in graded.submissions for answer in submission.answers.values()]
    by_lang = [sum(any(a.lang == lang for a in s.answers.values()) for s in graded.submissions) for lang in LANGUAGES]
    languages = ", ".join(f"{words.language(lang)} {n}" for lang, n in zip(LANGUAGES, by_lang, strict=True) if n) or "—"
    totals = [submission.total for submission in graded.submissions]
    common = {
        "submissions": words.count(len(totals), "submission"),
        "languages": languages,
        "most": words.points(graded.most),
    }
    if len(totals) == 1:
        yield words("short_one", points=words.points(totals[0]), **common)
    else:
        low, median, high = (words.points(float(value)) for value in (min(totals), np.median(totals), max(totals)))
        yield words("short_scores", low=low, median=median, high=high, **common)
    if alarms:
        yield words("short_alarm", exercises=", ".join(alarm.exercise.id for alarm in alarms))
    if weak := [item.exercise.id for item in rows if item.discrimination.weak]:
        yield words("short_weak", exercises=", ".join(weak))
    if alike.pairs:
        yield words("short_alike", pairs=words.count(len(alike.pairs) + alike.left_out, "pair"))
    if troubled := sum(answer.trouble is not None for answer in answers):
        yield words("short_troubled", answers=words.count(troubled, "answer"), assignment=graded.assignment)
    if graded.ungraded:
        names = ", ".join(on_one_line(student, 80) for student in graded.ungraded[:20])
        more = ", …" if len(graded.ungraded) > 20 else ""
        yield words("short_ungraded", submissions=words.count(len(graded.ungraded), "submission"), names=names + more)
    if graded.unreadable:
        names = ", ".join(on_one_line(name, 80) for name in graded.unreadable[:20])
        yield words("short_unreadable", names=names, assignment=graded.assignment)
    if unrecorded := sum(not answer.recorded for answer in answers):
        yield words("short_unrecorded", answers=words.count(unrecorded, "answer"), assignment=graded.assignment)
    if graded.manual:
        yield words("short_manual", number=graded.manual)


def _alarms(graded: Graded, comparisons: Sequence[Comparison], words: Words) -> list[Alarm]:
    """The exercises with an alarm, in the order of the lessons."""
    ringing = [comparison for comparison in comparisons if comparison.alarm]
    order = {exercise.id: number for number, exercise in enumerate(graded.exercises)}
    ringing.sort(key=lambda comparison: order[comparison.exercise.id])
    alarms = []
    for _, group in groupby(ringing, lambda comparison: comparison.exercise.id):
        found = list(group)
        exercise = found[0].exercise
        source = graded.sources.get(exercise.lesson, words("alarm_source"))
        langs = [lang for lang in LANGUAGES if any(lang in comparison.langs for comparison in found)]
        twins = [(lang, statement(graded.releases.get(lang, {}).get(exercise.lesson), exercise.id)) for lang in langs]
        told = [_alarm_means(comparison, words) for comparison in found]
        alarms.append(Alarm(exercise, told, words("alarm_next", source=source), [twin for twin in twins if twin[1]]))
    return alarms


def _alarm_means(comparison: Comparison, words: Words) -> str:
    rates = {
        lang: words.percent(passed / of)
        for lang, passed, of in zip(comparison.langs, comparison.passed, comparison.of, strict=True)
    }
    easier = next(lang for lang in comparison.langs if lang != comparison.harder)
    return words(
        "alarm_means",
        harder=words.language(comparison.harder),
        easier=words.language(easier),
        harder_rate=rates[comparison.harder],
        easier_rate=rates[easier],
        says=words.of(comparison.says) if comparison.says else words("all_points"),
        difference=words.number(100 * abs(comparison.difference), 0),
        q=words.chance(comparison.q),
    )


def statement(release: NotebookNode | None, exercise: str) -> str:
    """The prose between what comes before an exercise and its answer cell, back to the nearest heading."""
    cells = release.cells if release is not None else []
    for index, cell in enumerate(cells):
        if cell.metadata.get("nbgrader", {}).get("grade_id") == f"{exercise}_answer":
            prose: list[str] = []
            for before in reversed(cells[:index]):
                if before.metadata.get("nbgrader"):
                    break
                if before.cell_type == "markdown":
                    prose.insert(0, before.source)
                    if before.source.lstrip().startswith("#"):
                        break
            return "\n\n".join(prose)
    return ""


def _moments(graded: Graded) -> list[datetime]:
    return sorted(submission.when for submission in graded.submissions if submission.when)


def _time(graded: Graded, words: Words) -> Iterator[str]:
    moments = _moments(graded)
    if not moments:
        yield words("time_none")
    elif len(moments) == len(graded.submissions) == 1:
        yield words("time_one", when=figures.moment_of(moments[0]))
    else:
        first, half, last = map(figures.moment_of, (moments[0], figures.middle(moments), moments[-1]))
        total = words.count(len(graded.submissions), "submission")
        yield words("time_known", known=len(moments), all=total, first=first, middle=half, last=last)
    if moments and graded.due:
        late = words.count(sum(moment > graded.due for moment in moments), "submission")
        yield words("time_due", due=figures.moment_of(graded.due), late=late)
    yield words("time_cells")


def _how(words: Words) -> Iterator[str]:
    yield words("how_items", weak=words.number(items.WEAK, 1))
    yield words("how_languages", fewest=translation.FEWEST, rate=words.number(translation.RATE, 2), effect=_PERCENT_POINTS)
    yield words(
        "how_alike",
        length=likeness.LENGTH,
        lowest=words.number(likeness.LOWEST, 1),
        highest=words.number(likeness.HIGHEST, 2),
        enough=likeness.ENOUGH,
    )
