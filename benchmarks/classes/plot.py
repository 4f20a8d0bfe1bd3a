"""The figure of the page: for each course, seconds per submission of every grader, readable in grey and at half size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from .measure import Measured

_KINDS = (("wall", "0.25", ""), ("cpu", "0.85", "///"))


def draw(courses: Sequence[Measured], words: Mapping[str, str], path: Path) -> None:
    """Write the figure to ``path``, with labels in the language of ``words``."""
    matplotlib.rcParams["font.size"] = 12
    figure = Figure(figsize=(9, 3.1 * len(courses)), layout="constrained", facecolor="white")
    for axes, measured in zip(figure.subplots(len(courses), squeeze=False).flat, courses, strict=True):
        everybody = {**measured.graders, "floor": measured.floor}
        places = range(len(everybody))
        for (kind, colour, hatch), label, shift in zip(_KINDS, words["bars"].split("|"), (-0.19, 0.19), strict=True):
            seconds = [getattr(taken, kind) for taken in everybody.values()]
            bars = axes.barh(
                [place + shift for place in places],
                [value or 0 for value in seconds],
                0.38,
                color=colour,
                edgecolor="black",
                hatch=hatch,
                label=label,
            )
            axes.bar_label(bars, [_label(value, words) for value in seconds], padding=3, fontsize=10)
        axes.set_yticks(places, [words[who].replace("`", "") for who in everybody])
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.set_title(words[measured.course], loc="left", fontsize=12)
        axes.set_xlabel(words["axis"])
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
    figure.legend(*figure.axes[0].get_legend_handles_labels(), loc="outside upper right", ncols=len(_KINDS), frameon=False)
    figure.savefig(path, dpi=120)


def _label(value: float | None, words: Mapping[str, str]) -> str:
    text = "—" if value is None else f"{value:.2f}"
    return text.replace(".", ",") if words["decimal"] == "," else text
