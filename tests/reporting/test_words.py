"""The report's words, numbers and figures, in every language."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from grader.reporting.drawing import as_svg, style
from grader.reporting.words import Words


def test_a_figure_is_the_same_every_time() -> None:
    def drawn() -> str:
        with style():
            figure = Figure()
            figure.subplots().bar([1, 2], [3, 4], label="$x_1$ <b>")
            figure.legend()
            return as_svg(figure, "one", 'says "so" & more')

    assert drawn() == drawn()
    assert 'aria-label="says &quot;so&quot; &amp; more"' in drawn()
    assert "$x_1$ &lt;b&gt;" in drawn()


@pytest.mark.parametrize(("language", "number", "share"), [("es", "−0,50", "42 %"), ("en", "−0.50", "42%")])
def test_numbers_are_written_as_people_write_them(language: str, number: str, share: str) -> None:
    words = Words(language)
    assert words.number(-0.5, 2) == number
    assert words.number(-0.001, 2) == number.replace("5", "0").lstrip("−")
    assert words.percent(0.42) == share
