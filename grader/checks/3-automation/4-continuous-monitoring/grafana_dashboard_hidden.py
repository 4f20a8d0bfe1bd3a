"""What the other panels divide and sum, and where they stand."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="El panel de la parte que falla divide los fallos entre todas las peticiones, y suma los dos lados antes de dividir",
    en="The panel of the share that fails divides the failures by all requests, and sums both sides before dividing",
    weight=2,
)
def test_the_share_of_failures(board, exposed):
    assert any(_is_share(board.selectors(query), exposed) for query in board.queries("percentunit"))


def _is_share(selectors, exposed):
    def side(which):
        return [one for one in selectors if any(step[:3] == ["binary", "/", which] for step in one.steps)]

    series = [dict(labels) for name, labels in exposed.samples if name == "eta_requests_total"]
    outcomes = {which: [_outcomes(one, series) for one in side(which)] for which in ("left", "right")}
    return (
        outcomes == {"left": [{"failed"}], "right": [{"ok", "rejected", "failed"}]}
        and all(one.name == "eta_requests_total" for one in selectors)
        and all(_loses_the_outcome(one) for one in selectors)
    )


def _outcomes(selector, series):
    return {labels.get("outcome", "") for labels in series if selector.meets(labels)}


def _loses_the_outcome(selector):
    sums = [step for step in selector.steps if step[0] == "aggregate" and step[1] == "sum"]
    return any((kind == "without") == ("outcome" in labels) for _, _, kind, labels in sums)


def _sums_by_outcome(selector):
    without = any(step[:3] == ["aggregate", "sum", "without"] for step in selector.steps)
    return ["aggregate", "sum", "by", ["outcome"]] in selector.steps or (without and not _loses_the_outcome(selector))


@says(
    es="El panel de peticiones las enseña por segundo y por outcome, todas las copias juntas",
    en="The panel of requests shows them per second and by outcome, all copies together",
)
def test_requests_by_outcome(board):
    drawn = [one for query in board.queries("reqps") for one in board.selectors(query)]
    assert any(one.name == "eta_requests_total" and one.calls() == ["rate"] and _sums_by_outcome(one) for one in drawn)


@says(
    es="Un panel dice qué versión del modelo responde",
    en="A panel says which version of the model answers",
)
def test_the_version_is_on_the_board(board):
    names = [one.name for query in board.queries() for one in board.selectors(query)]
    assert "eta_model_info" in names


@says(
    es="Los paneles caben en las 24 columnas y ninguno tapa a otro",
    en="The panels fit in the 24 columns and none covers another",
)
def test_no_panel_covers_another(board):
    places = [[panel["gridPos"][key] for key in ("x", "y", "w", "h")] for panel in board.panels]
    assert all(type(number) is int for place in places for number in place)
    assert all(x >= 0 and y >= 0 and w > 0 and h > 0 and x + w <= 24 for x, y, w, h in places)
    taken = [(x + i, y + j) for x, y, w, h in places for i in range(w) for j in range(min(h, 100))]
    assert len(set(taken)) == len(taken)
