"""Evenings of a model server: what Prometheus scraped, and what the log said. Some are healthy, some have a broken rollout.

The server puts the orders of 8 pm to 11 pm through the model of one version, or of two while a new one is rolled out: a
tenth of the orders at first (the canary), after 20 minutes half, after 40 all. Where the model cannot answer, the server
says 30 minutes, and nobody notices: that is a fallback. Every 15 s Prometheus scrapes

    requests_total{version, code}       orders; code is 200, or 400 where the customer's app sent nonsense
    fallbacks_total{version}            orders that were answered with 30 minutes
    request_seconds_sum{version}        how long the answers took, all together
    request_seconds_count{version}      how many they were

Nothing here was ever measured. An evening is healthy when its ``fault`` is None, whatever else goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.promql import EVALUATION, Labels, Rule, first_alarm

SCRAPE = 15
"""Seconds between two scrapes."""
MINUTES = 180
STAGES = [(0, 0.1), (20, 0.5), (40, 1.0)]
"""Minutes after the rollout begins, and the new version's share of the orders from then on."""
IN_TIME = 15
"""Minutes after the rollout begins within which somebody must be told: the canary still has a tenth of the orders."""


@dataclass(frozen=True)
class Evening:
    """What one evening was like. Minutes count from 8 pm.

    ``orders``    per minute, at the busiest
    ``release``   when a new version begins, or None
    ``fault``     the share of its orders that the new version cannot answer, or None
    ``usual``     the share that a healthy version cannot answer
    ``outage``    when the weather service falls silent for ``silent`` minutes, so that nobody has an answer, or None
    ``nonsense``  the share of orders with code 400
    ``lone``      minutes in which a single order falls back, the new version's where there is one
    ``before``    orders that the old version had answered by 8 pm, two in five with a fallback, in a fault that was mended
    """

    orders: float = 200.0
    versions: tuple[str, str] = ("a3f1", "b77c")
    release: int | None = None
    fault: float | None = None
    usual: float = 0.01
    outage: int | None = None
    silent: float = 2.0
    nonsense: float = 0.02
    lone: tuple[int, ...] = ()
    before: int = 0


EVENINGS = {
    "broken": Evening(orders=220.0, release=60, fault=0.62),
    "healthy rollout": Evening(orders=220.0, release=60),
    "storm": Evening(orders=260.0, usual=0.06),
    "outage": Evening(outage=95),
    "quiet": Evening(orders=3.0, usual=0.0, nonsense=0.0, release=60, lone=(25, 70)),
    "mended": Evening(orders=180.0, before=40_000),
}
"""The evenings of the lesson: the one that went wrong, and five that did not."""


@dataclass(frozen=True)
class Recording:
    """What is left of an evening: ``samples`` as ``grader.promql`` reads them, and the ``log``."""

    evening: Evening
    samples: dict[Labels, np.ndarray]
    log: list[str]

    def counter(self, name: str, **labels: str) -> np.ndarray:
        """The sum, scrape by scrape, of the counters with this name and these labels."""
        wanted = {("__name__", name), *labels.items()}
        return np.sum([np.nan_to_num(values) for key, values in self.samples.items() if wanted <= key], axis=0)


def record(evening: Evening, seed: int | np.random.Generator = 2026) -> Recording:
    """Let the evening happen. The same seed gives the same orders."""
    rng = np.random.default_rng(seed)
    minute = np.arange(MINUTES * 60 // SCRAPE + 1) * SCRAPE / 60
    arriving = rng.poisson(evening.orders * SCRAPE / 60 * (0.5 + 0.5 * np.exp(-(((minute - 60) / 50) ** 2))))
    share = np.zeros(len(minute))
    if evening.release is not None:
        for after, new_share in STAGES:
            share[minute >= evening.release + after] = new_share
    new = rng.binomial(arriving, share)
    samples: dict[Labels, np.ndarray] = {}
    for version, orders, alive in [(evening.versions[0], arriving - new, share < 1), (evening.versions[1], new, share > 0)]:
        if alive.any():
            samples |= _counters(rng, evening, minute, version, orders, alive)
    return Recording(evening, samples, _log(evening))


def _counters(
    rng: np.random.Generator, evening: Evening, minute: np.ndarray, version: str, orders: np.ndarray, alive: np.ndarray
) -> dict[Labels, np.ndarray]:
    """One version's counters while it lives."""
    is_new = version == evening.versions[1]
    refused = rng.binomial(orders, evening.nonsense)
    served = orders - refused
    unanswered = evening.fault if is_new and evening.fault is not None else evening.usual
    fallbacks = rng.binomial(served, unanswered)
    if evening.outage is not None:
        out = (minute > evening.outage) & (minute <= evening.outage + evening.silent)
        fallbacks = np.where(out, served, fallbacks)
    for alone in evening.lone:
        now = int(alone * 60 / SCRAPE)
        if is_new == (evening.release is not None and alone >= evening.release) and alive[now]:
            served[now] = max(served[now], 1)
            fallbacks[now] = 1
    taken = np.maximum(rng.normal(0.03, 0.002, len(orders)), 0.01) * (served - fallbacks) + 0.002 * (fallbacks + refused)
    series = {
        frozenset({("__name__", "requests_total"), ("version", version), ("code", "200")}): served,
        frozenset({("__name__", "requests_total"), ("version", version), ("code", "400")}): refused,
        frozenset({("__name__", "fallbacks_total"), ("version", version)}): fallbacks,
        frozenset({("__name__", "request_seconds_sum"), ("version", version)}): taken,
        frozenset({("__name__", "request_seconds_count"), ("version", version)}): served + refused,
    }
    served[0], fallbacks[0] = (0, 0) if is_new else (evening.before, 2 * evening.before // 5)
    counting = alive & (minute > minute[np.argmax(alive)]) if is_new else alive  # a new one's first scrape finds it at 0
    return {labels: np.where(alive, np.cumsum(np.where(counting, values, 0.0)), np.nan) for labels, values in series.items()}


def clock(minute: float) -> str:
    """The time of day of a minute of the evening."""
    return f"{20 + int(minute) // 60}:{int(minute) % 60:02}"


def _log(evening: Evening) -> list[str]:
    old, new = evening.versions
    lines = [(0.0, f"INFO  {old} serves everyone")]
    if evening.outage is not None:
        lines.append((evening.outage, f"WARN  {old} order 5112: weather service silent, answered 30 min"))
    if evening.release is not None:
        for after, share in STAGES:
            lines.append((evening.release + after, f"INFO  {new} serves {share:.0%} (no code 500, latency fine)"))
    if evening.release is not None and evening.fault is not None:
        for number, since in [(5512, 0.5), (5519, 1.0), (7103, 12.0), (8845, 21.0), (12640, 43.0)]:
            lines.append((evening.release + since, f"WARN  {new} order {number}: KeyError 'rain_mm', answered 30 min"))
        lines.append((evening.release + 85, "INFO  support: customers say that every order takes 30 minutes"))
    return [f"{clock(minute)} {line}" for minute, line in sorted(lines) if minute < MINUTES]


def alarm(rule: dict[str, str], recording: Recording) -> int | None:
    """The minute in which a rule (``{"expr": …, "for": …}``) would first have fired that evening, or None.

    It is evaluated every minute, five seconds after a scrape: in a real Prometheus neither waits for the other.
    """
    fired = first_alarm(Rule.read(rule), recording.samples, SCRAPE, start=EVALUATION + 5)
    return None if fired is None else int(fired // 60)
