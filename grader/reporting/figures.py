"""The pictures of the report, each with the words that say what it shows. No student is named in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from markupsafe import Markup
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from grader.languages import LANGUAGES
from grader.reporting.drawing import INK, PAPER, SERIES, SIGNS, as_svg, style
from grader.reporting.graded import Graded
from grader.reporting.items import Item
from grader.reporting.words import Words

_BINS = 10


def scores(graded: Graded, words: Words) -> Markup:
    """How many students have which share of all the points."""
    shares = [min(1.0, submission.total / graded.most) for submission in graded.submissions]
    counts, edges = np.histogram(shares, bins=_BINS, range=(0, 1))
    with style():
        figure = Figure(figsize=(7.5, 3.0), layout="constrained")
        axes = figure.subplots()
        axes.bar(edges[:-1], counts, 1 / _BINS, align="edge", color=SERIES[0], edgecolor=PAPER)
        median = float(np.median(shares))
        axes.axvline(median, color=INK, linestyle="--", linewidth=1.5)
        axes.annotate(
            words("median_is", value=words.percent(median)),
            (median, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(4 if median < 0.7 else -4, 2),
            textcoords="offset points",
            ha="left" if median < 0.7 else "right",
        )
        axes.set_xlim(0, 1)
        axes.set_xticks(np.linspace(0, 1, 6))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(words("share_of_points"))
        axes.set_ylabel(words("students_axis"))
        bars = [
            words("bin_alt", students=words.count(int(count), "student"), low=words.percent(low), high=words.percent(high))
            for count, low, high in zip(counts, edges, edges[1:], strict=False)
            if count
        ]
        return as_svg(figure, "scores", words("scores_alt", bars="; ".join(bars), median=words.percent(median)))


def difficulty(items: Sequence[Item], words: Words) -> Markup:
    """The mean share of the points of each exercise."""
    with style():
        figure = Figure(figsize=(7.5, 0.9 + 0.36 * len(items)), layout="constrained")
        axes = figure.subplots()
        shares = [item.share for item in items]
        bars = axes.barh(range(len(items)), shares, 0.62, color=SERIES[0])
        axes.bar_label(bars, [words.percent(share) for share in shares], padding=4)
        axes.set_yticks(range(len(items)), [item.exercise.id for item in items])
        axes.set_ylim(len(items) - 0.5, -0.5)
        axes.set_xlim(0, 1.1)
        axes.set_xticks(np.linspace(0, 1, 6))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
        axes.set_xlabel(words("mean_share"))
        told = "; ".join(f"{item.exercise.id} {words.percent(item.share)}" for item in items)
        return as_svg(figure, "difficulty", words("difficulty_alt", items=told))


def by_language(graded: Graded, items: Sequence[Item], words: Words) -> Markup:
    """The mean share of the points of each exercise in each language, as signs on a line."""
    shown = []
    for item in items:
        shares = {lang: shares_in(graded, item, lang) for lang in LANGUAGES}
        shown.append((item.exercise.id, {lang: float(np.mean(values)) for lang, values in shares.items() if values}))
    with style():
        figure = Figure(figsize=(7.5, 1.2 + 0.36 * len(shown)), layout="constrained")
        axes = figure.subplots()
        for row, (_, means) in enumerate(shown):
            axes.plot([min(means.values()), max(means.values())], [row, row], color=INK, linewidth=1, zorder=1)
        for number, lang in enumerate(LANGUAGES):
            points = [(means[lang], row) for row, (_, means) in enumerate(shown) if lang in means]
            axes.scatter(
                [x for x, _ in points],
                [y for _, y in points],
                s=70,
                marker=SIGNS[number % len(SIGNS)],
                color=SERIES[number % len(SERIES)],
                edgecolors=PAPER,
                label=words.language(lang),
                zorder=2 + number,
            )
        axes.set_yticks(range(len(shown)), [id for id, _ in shown])
        axes.set_ylim(len(shown) - 0.5, -0.5)
        axes.set_xlim(-0.03, 1.03)
        axes.set_xticks(np.linspace(0, 1, 6))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
        axes.set_xlabel(words("mean_share"))
        figure.legend(loc="outside upper right", ncols=len(LANGUAGES), frameon=False)
        told = "; ".join(
            f"{id}: {', '.join(f'{words.language(lang)} {words.percent(mean)}' for lang, mean in means.items())}"
            for id, means in shown
        )
        return as_svg(figure, "languages", words("languages_alt", items=told))


def shares_in(graded: Graded, item: Item, lang: str) -> list[float]:
    """The share of an exercise's points that each answer in a language has."""
    return [
        submission.points.get(item.exercise.id, 0.0) / item.exercise.most
        for submission in graded.submissions
        if item.exercise.id in submission.answers and submission.answers[item.exercise.id].lang == lang
    ]


def likeness(best: Sequence[float], threshold: float, name: str, words: Words) -> Markup:
    """The greatest likeness of each answer to another, and from where on it is shown."""
    counts, edges = np.histogram(best, bins=20, range=(0, 1))
    with style():
        figure = Figure(figsize=(7.5, 2.2), layout="constrained")
        axes = figure.subplots()
        axes.bar(edges[:-1], counts, 1 / 20, align="edge", color=SERIES[0], edgecolor=PAPER)
        axes.axvline(threshold, color=INK, linestyle="--", linewidth=1.5)
        axes.annotate(
            words("threshold_is", value=words.number(threshold, 2)),
            (threshold, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(-4, 2),
            textcoords="offset points",
            ha="right",
        )
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(value, 1)))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(words("best_likeness"))
        axes.set_ylabel(words("answers_axis"))
        above = sum(value >= threshold for value in best)
        alt = words(
            "likeness_alt",
            answers=words.count(len(best), "answer"),
            median=words.number(float(np.median(best)), 2),
            above=words.count(above, "answer"),
            threshold=words.number(threshold, 2),
        )
        return as_svg(figure, f"likeness-{name}", alt)


def times(graded: Graded, words: Words) -> Markup:
    """When the submissions came in."""
    moments = sorted(submission.when for submission in graded.submissions if submission.when)
    with style():
        figure = Figure(figsize=(7.5, 2.6), layout="constrained")
        axes = figure.subplots()
        axes.hist([date2num(moment) for moment in moments], bins=min(24, 2 * len(moments)), color=SERIES[0], edgecolor=PAPER)
        if graded.due:
            axes.axvline(float(date2num(graded.due)), color=INK, linestyle="--", linewidth=1.5)
            axes.annotate(
                words("due"),
                (float(date2num(graded.due)), 1.0),
                xycoords=("data", "axes fraction"),
                xytext=(-4, 2),
                textcoords="offset points",
                ha="right",
            )
        locator = AutoDateLocator(minticks=3, maxticks=7)
        axes.xaxis.set_major_locator(locator)
        formats = ["%Y", "%m-%d", "%m-%d", "%H:%M", "%H:%M", "%H:%M:%S"]
        offsets = ["", "%Y", "%Y", *["%Y-%m-%d"] * 3]
        axes.xaxis.set_major_formatter(
            ConciseDateFormatter(locator, formats=formats, zero_formats=formats, offset_formats=offsets)
        )
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel(words("when_axis"))
        axes.set_ylabel(words("submissions_axis"))
        alt = words("times_alt", first=moment_of(moments[0]), last=moment_of(moments[-1]), middle=moment_of(middle(moments)))
        return as_svg(figure, "times", alt)


def middle(moments: Sequence[datetime]) -> datetime:
    """Half of the submissions had come in by then."""
    return moments[(len(moments) - 1) // 2]


def moment_of(moment: datetime) -> str:
    """As it stands in the gradebook, in the one form that every language reads alike."""
    return moment.strftime("%Y-%m-%d %H:%M")
