"""Our part of PromQL gives what Prometheus gives: the same vectors from promtool, and the same alarms."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from grader.promql import Labels, Rule, UnknownQuery, evaluate, first_alarm, metrics_of, parse, seconds
from grader.rollouts import EVENINGS, MINUTES, SCRAPE, alarm, record

SHARE = "sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2"
QUERIES = [
    "requests_total",
    'requests_total{code!="200"}',
    'requests_total{version=~"a.*",code!~"4.."}',
    "rate(requests_total[1m])",
    "increase(fallbacks_total[5m])",
    "sum(rate(requests_total[5m]))",
    "avg by (version) (requests_total)",
    "count without (code) (requests_total)",
    "max(requests_total) - min(requests_total)",
    "2 * rate(fallbacks_total[3m]) + 1",
    "sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m]))",
    "rate(fallbacks_total[5m]) / on (version) sum without (code) (rate(requests_total[5m])) > 0.01",
    "rate(request_seconds_sum[5m]) / rate(request_seconds_count[5m])",
    'fallbacks_total and on (version) requests_total{code="400"} > 20',
    "fallbacks_total unless on (version) increase(fallbacks_total[2m]) > 5",
    "fallbacks_total > 50 or sum by (version) (requests_total)",
    'rate(fallbacks_total[5m]) / ignoring (code) rate(requests_total{code="400"}[5m])',
]
needs_promtool = pytest.mark.skipif(
    not shutil.which("promtool"), reason="promtool is not installed (apt-get install prometheus)"
)


def series(labels: Labels, values: np.ndarray) -> dict[str, str]:
    """One series as promtool's test files write it; a series that ends is stale from then on."""
    named = dict(labels)
    name = named.pop("__name__") + "{" + ",".join(f'{key}="{value}"' for key, value in sorted(named.items())) + "}"
    words, lived = [], False
    for value in values.tolist():
        words.append("_" if math.isnan(value) and not lived else "stale" if math.isnan(value) else f"{value:.6f}")
        lived = not math.isnan(value)
    return {"series": name, "values": " ".join(words)}


def promtool(folder: Path, group: dict[str, object], rules: list[dict[str, str]] | None = None) -> str:
    """What ``promtool test rules`` complains about; JSON is YAML."""
    rule_files = []
    if rules:
        (folder / "rules.yml").write_text(json.dumps({"groups": [{"name": "ours", "rules": rules}]}))
        rule_files = ["rules.yml"]
    test = {"rule_files": rule_files, "evaluation_interval": "1m", "tests": [{"interval": f"{SCRAPE}s", **group}]}
    (folder / "test.yml").write_text(json.dumps(test))
    done = subprocess.run(["promtool", "test", "rules", "test.yml"], cwd=folder, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@needs_promtool
@pytest.mark.parametrize("name", ["broken", "outage", "mended"])
def test_the_vectors_are_those_of_promtool(tmp_path, name):
    samples = {labels: np.round(values[:320], 6) for labels, values in record(EVENINGS[name]).samples.items()}
    tests = []
    for query in QUERIES:
        for now in (605, 3637, 4505):
            told = evaluate(parse(query), samples, SCRAPE, now)
            expected = []
            for labels, value in told.items():
                if not math.isfinite(value):
                    break
                named = dict(labels)
                named.pop("__name__", "")
                text = "{" + ", ".join(f'{key}="{word}"' for key, word in named.items()) + "}"
                expected.append({"labels": text, "value": math.floor(value * 1e6 + 0.5) / 1e6})
            else:  # rounded, as Prometheus rounds: the last digits are the machine's
                tests.append({"expr": f"round({query}, 0.000001)", "eval_time": f"{now}s", "exp_samples": expected})
    group = {"input_series": [series(*one) for one in samples.items()], "promql_expr_test": tests}
    complaints = promtool(tmp_path, group)
    assert len(tests) > 40
    assert not complaints, complaints[:3000]


@needs_promtool
@pytest.mark.parametrize("name", EVENINGS)
def test_the_alarms_are_those_of_promtool(tmp_path, name):
    """promtool evaluates on the minute, so do we here."""
    samples = record(EVENINGS[name]).samples
    rule = {"alert": "Ours", "expr": SHARE, "for": "8m"}
    fired = first_alarm(Rule.read(rule), samples, SCRAPE)
    quiet = MINUTES if fired is None else int(fired // 60) - 1
    tests = [{"eval_time": f"{quiet}m", "alertname": "Ours", "exp_alerts": []}]
    if fired is not None:
        tests.append(
            {"eval_time": f"{quiet + 2}m", "alertname": "Ours", "exp_alerts": [{"exp_labels": {"version": "b77c"}}]}
        )
    group = {"input_series": [series(*one) for one in samples.items()], "alert_rule_test": tests}
    complaints = promtool(tmp_path, group, [rule])
    assert not complaints, complaints[:3000]


@pytest.mark.parametrize(
    "query",
    [
        *["rate(", "", 7, "x" * 2000, "up offset 5m", "rate(up[5m:1m])", "histogram_quantile(0.9, up)", "topk(3, up)"],
        *["up > bool 0", "-up", "up / on (a) group_left up", "rate(up)", 'up{a=~"("}', "1 + 1", "up / up"],
    ],
)
def test_what_is_not_understood_is_refused(query):
    samples = {frozenset({("__name__", "up"), ("a", a), ("b", "1")}): np.arange(30.0) for a in "xy"}
    if query == "up / up":
        query = "up / on (b) up"  # many to many
    with pytest.raises(UnknownQuery):
        first_alarm(Rule.read({"expr": query}), samples, SCRAPE)


@pytest.mark.parametrize(("text", "expected"), [("8m", 480), ("1h30m", 5400), ("90s", 90), ("500ms", 0.5), ("0", 0)])
def test_a_duration_is_read(text, expected):
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "8", "m", 8, None, "8 m", "-8m"])
def test_no_duration_is_refused(text):
    with pytest.raises(UnknownQuery):
        seconds(text)


def test_the_metrics_of_a_query_are_found():
    assert metrics_of(parse(SHARE)) == {"fallbacks_total", "requests_total"}


def test_an_alarm_waits_for_its_time():
    rows = {frozenset({("__name__", "hot")}): np.array([0] * 40 + [1] * 20 + [0] * 4 + [1] * 60, dtype=float)}
    assert first_alarm(Rule.read({"expr": "hot > 0"}), rows, SCRAPE) == 600
    assert first_alarm(Rule.read({"expr": "hot > 0", "for": "5m"}), rows, SCRAPE) == 1260
    assert first_alarm(Rule.read({"expr": "hot > 0", "for": "1h"}), rows, SCRAPE) is None


def test_only_the_broken_evening_is_told_of():
    rule = {"expr": SHARE, "for": "8m"}
    fired = {name: alarm(rule, record(evening)) for name, evening in EVENINGS.items()}
    assert [name for name, minute in fired.items() if minute is not None] == ["broken"]
    assert 60 < fired["broken"] <= 75
