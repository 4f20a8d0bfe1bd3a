"""What a Prometheus alerting rule would have done: a small part of PromQL, evaluated over samples that are at hand.

Samples are a dictionary from labels to values: labels are a frozenset of (name, value) pairs, the metric's name among them
as ``__name__``; values are one number per scrape, NaN where the series was absent (and known to be, as after a target is
gone).

Understood: selectors with ``=``, ``!=``, ``=~`` and ``!~``; ``rate`` and ``increase``; ``sum``, ``avg``, ``min``, ``max``
and ``count``, with ``by`` or ``without``; ``+ - * /``; comparisons as filters; ``and``, ``or``, ``unless``; ``on`` and
``ignoring``, one to one. Everything else is refused with an UnknownQuery. The arithmetic is Prometheus' own, its
extrapolation included (``tests/test_promql.py`` holds it against promtool).
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import promql_parser

Labels = frozenset[tuple[str, str]]
Samples = Mapping[Labels, np.ndarray]
Vector = dict[Labels, float]

EVALUATION = 60
"""Seconds between two evaluations of a rule."""
LONGEST = 1000
"""Characters of a query."""

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul},
    "/": lambda one, other: float(np.divide(np.float64(one), np.float64(other))),
}
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    **{">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "==": operator.eq, "!=": operator.ne}
}
_AGGREGATES: dict[str, Callable[[list[float]], float]] = {
    **{"sum": math.fsum, "min": min, "max": max, "count": len, "avg": lambda values: math.fsum(values) / len(values)}
}


class UnknownQuery(ValueError):
    """The query is no PromQL, or outside the part of it that is understood here."""


@dataclass(frozen=True)
class Rule:
    """An alerting rule: it fires for labels that ``query`` has given at every evaluation of the last ``hold`` seconds."""

    query: Any
    hold: float

    @classmethod
    def read(cls, rule: Mapping[str, Any]) -> Rule:
        """From the keys of a rules file: ``expr`` and, unless it fires at once, ``for``."""
        text = rule.get("expr")
        if not isinstance(text, str) or not 0 < len(text) <= LONGEST:
            raise UnknownQuery(f"expr must be a text of 1 to {LONGEST} characters")
        return cls(parse(text), seconds(rule.get("for", "0s")))


def parse(text: str) -> Any:
    """The query as a tree. Raises UnknownQuery."""
    try:
        return promql_parser.parse(text)
    except ValueError as error:
        raise UnknownQuery(str(error)) from None


def seconds(duration: Any) -> float:
    """``1h30m`` as seconds."""
    units = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
    if duration == "0":
        return 0.0
    if not isinstance(duration, str) or not re.fullmatch(r"(\d{1,9}(ms|[smhd]))+", duration):
        raise UnknownQuery(f"{duration!r} is no duration; write for instance 90s, 5m or 1h30m")
    return float(sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)(ms|[smhd])", duration)))


def metrics_of(query: Any) -> set[str]:
    """The metrics that the query names."""
    return {node.name or "" for node in _nodes(query) if isinstance(node, promql_parser.VectorSelector)}


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in ("expr", "lhs", "rhs", "vector_selector"):
        if (below := getattr(node, child, None)) is not None:
            yield from _nodes(below)
    for below in getattr(node, "args", None) or []:
        yield from _nodes(below)


def first_alarm(rule: Rule, samples: Samples, scrape: float, start: float = 0.0) -> float | None:
    """The first second at which the rule fires, or None. Second 0 is the first scrape, ``start`` the first evaluation."""
    active: dict[Labels, float] = {}
    end = scrape * max((len(values) for values in samples.values()), default=0)
    for now in np.arange(start, end, EVALUATION).tolist():
        given = evaluate(rule.query, samples, scrape, now)
        if not isinstance(given, dict):
            raise UnknownQuery("the query is a number; an alarm needs series, such as a comparison gives")
        active = {labels: active.get(labels, now) for labels in given}
        if any(now - since >= rule.hold for since in active.values()):
            return float(now)
    return None


def evaluate(node: Any, samples: Samples, scrape: float, now: float) -> Vector | float:
    """The value of the query at a second: a number, or a number for each of some labels."""

    def inner(node: Any) -> Vector | float:
        return evaluate(node, samples, scrape, now)

    match node:
        case promql_parser.NumberLiteral():
            return float(node.val)
        case promql_parser.ParenExpr():
            return inner(node.expr)
        case promql_parser.VectorSelector():
            return _instant(node, samples, scrape, now)
        case promql_parser.Call():
            return _call(node, samples, scrape, now)
        case promql_parser.AggregateExpr():
            return _aggregate(node, inner(node.expr))
        case promql_parser.BinaryExpr():
            left, right = inner(node.lhs), inner(node.rhs)
            with np.errstate(divide="ignore", invalid="ignore"):  # 0 / 0 is NaN, as in Prometheus
                return _binary(node, left, right)
    raise UnknownQuery(f"{type(node).__name__} is not understood here")


def _chosen(selector: Any, samples: Samples) -> Iterator[tuple[Labels, np.ndarray]]:
    if selector.offset is not None or selector.at is not None:
        raise UnknownQuery("offset and @ are not understood here")
    if selector.matchers.or_matchers:
        raise UnknownQuery("or between matchers is not understood here")
    for labels, values in samples.items():
        named = dict(labels)
        fits = not selector.name or named["__name__"] == selector.name
        if fits and all(_fits(matcher, named.get(matcher.name, "")) for matcher in selector.matchers.matchers):
            yield labels, values


def _fits(matcher: Any, value: str) -> bool:
    kind = str(matcher.op).rpartition(".")[2]
    try:
        found = value == matcher.value if kind in ("Equal", "NotEqual") else bool(re.fullmatch(matcher.value, value))
    except re.error as error:
        raise UnknownQuery(f"{matcher.value}: {error}") from None
    return found == (kind in ("Equal", "Re"))


def _instant(selector: Any, samples: Samples, scrape: float, now: float) -> Vector:
    step = int(now // scrape)
    latest = {labels: float(values[step]) for labels, values in _chosen(selector, samples) if step < len(values)}
    return {labels: value for labels, value in latest.items() if not math.isnan(value)}


def _call(node: Any, samples: Samples, scrape: float, now: float) -> Vector:
    name = node.func.name
    if name not in ("rate", "increase") or not isinstance(node.args[0], promql_parser.MatrixSelector):
        raise UnknownQuery(f"{name} is not understood here; rate and increase are")
    window = node.args[0].range.total_seconds()
    result = {}
    for labels, values in _chosen(node.args[0].vector_selector, samples):
        grown = _increase(values, scrape, now - window, now)
        if grown is not None:
            result[_without_name(labels)] = grown / window if name == "rate" else grown
    return result


def _increase(values: np.ndarray, scrape: float, start: float, end: float) -> float | None:
    """How much a counter grew, extrapolated to the window's ends as Prometheus does; None with fewer than two samples."""
    first, last = max(0, math.floor(start / scrape) + 1), min(int(end // scrape), len(values) - 1)
    steps = np.arange(first, last + 1)
    steps = steps[~np.isnan(values[first : last + 1])]
    if len(steps) < 2:
        return None
    seen = values[steps]
    steps_up = np.diff(seen)
    grown = float(np.where(steps_up < 0, seen[1:], steps_up).sum())  # a counter that fell has begun again at 0
    sampled = float(steps[-1] - steps[0]) * scrape
    between = sampled / (len(steps) - 1)
    before, after = float(steps[0]) * scrape - start, end - float(steps[-1]) * scrape
    if before >= 1.1 * between:
        before = between / 2
    if grown > 0 and seen[0] >= 0:
        before = min(before, sampled * float(seen[0]) / grown)  # it was not below 0
    if after >= 1.1 * between:
        after = between / 2
    return grown * (sampled + before + after) / sampled


def _without_name(labels: Labels) -> Labels:
    return frozenset(pair for pair in labels if pair[0] != "__name__")


def _kept(labels: Labels, names: list[str], keep: bool) -> Labels:
    return frozenset(pair for pair in labels if (pair[0] in names) == keep and pair[0] != "__name__")


def _aggregate(node: Any, given: Vector | float) -> Vector:
    how = _AGGREGATES.get(str(node.op))
    if how is None or node.param is not None or not isinstance(given, dict):
        raise UnknownQuery(f"{node.op} is not understood here; sum, avg, min, max and count of series are")
    names, keep = [], True
    if node.modifier is not None:
        names, keep = list(node.modifier.labels), str(node.modifier.type).endswith("By")
    groups: dict[Labels, list[float]] = {}
    for labels, value in given.items():
        groups.setdefault(_kept(labels, names, keep), []).append(value)
    return {labels: float(how(values)) for labels, values in groups.items()}


def _binary(node: Any, left: Vector | float, right: Vector | float) -> Vector | float:
    sign = str(node.op)
    compute = _ARITHMETIC.get(sign)
    compare = _COMPARISONS.get(sign)
    if node.modifier is not None and node.modifier.return_bool:
        raise UnknownQuery("bool is not understood here")
    if isinstance(left, dict) and isinstance(right, dict):
        return _matched(node, sign, compute, compare, left, right)
    if compute is not None:
        if isinstance(left, dict):
            return {_without_name(labels): compute(value, right) for labels, value in left.items()}
        if isinstance(right, dict):
            return {_without_name(labels): compute(left, value) for labels, value in right.items()}
        return compute(left, right)  # type: ignore[no-any-return]
    if compare is not None and isinstance(left, dict):
        return {labels: value for labels, value in left.items() if compare(value, right)}
    if compare is not None and isinstance(right, dict):
        return {labels: value for labels, value in right.items() if compare(left, value)}
    raise UnknownQuery(f"{sign} is not understood here, between these")


def _matched(
    node: Any, sign: str, compute: Callable[..., Any] | None, compare: Callable[..., Any] | None, left: Vector, right: Vector
) -> Vector:
    """An operation between series with the same labels."""
    names, keep = [], False
    if node.modifier is not None and node.modifier.matching is not None:
        names, keep = list(node.modifier.matching.labels), str(node.modifier.matching.type).endswith("Include")
    if node.modifier is not None and str(node.modifier.card).rpartition(".")[2] in ("ManyToOne", "OneToMany"):
        raise UnknownQuery("group_left and group_right are not understood here")

    def key(labels: Labels) -> Labels:
        return _kept(labels, names, keep)

    known = {key(labels) for labels in right}
    if sign in ("and", "unless"):
        return {labels: value for labels, value in left.items() if (key(labels) in known) == (sign == "and")}
    if sign == "or":
        taken = {key(labels) for labels in left}
        return left | {labels: value for labels, value in right.items() if key(labels) not in taken}
    if len(known) < len(right) or len({key(labels) for labels in left}) < len(left):
        raise UnknownQuery(f"several series with the same labels beside {sign}; sum by the labels that both sides share")
    others = {key(labels): value for labels, value in right.items()}
    pairs = [(labels, value, others[key(labels)]) for labels, value in left.items() if key(labels) in others]
    if compute is not None:
        return {key(labels): compute(value, other) for labels, value, other in pairs}
    if compare is not None:
        return {labels: value for labels, value, other in pairs if compare(value, other)}
    raise UnknownQuery(f"{sign} is not understood here")
