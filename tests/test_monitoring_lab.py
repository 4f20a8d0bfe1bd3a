"""The lesson on continuous monitoring tells the truth: its lab runs for real, its rules are tried by promtool, and the rates
that its prose quotes come out again with other draws.

Where Prometheus or promtool is not installed, what needs them is skipped and says so.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from scipy.stats import norm

from grader.authoring.source import read_lesson

pytestmark = pytest.mark.slow

LESSON = read_lesson(Path(__file__).parents[1] / "solutions" / "3-automation" / "4-continuous-monitoring.py")
NEEDED = [
    *("import itertools", "import matplotlib", "def ask(", "past =", "def predict(", "def start_server(", "two_hundred ="),
    *("def shares(", "def without_drift(", "def psi(", "def calm_pvalues(", "def days_with_alarm(", "def drift_alarms("),
    *("def alarms_of_a_day(", "def growth(", "def bucket_quantile(", "kitchen_rules =", "no_promtool =", "def rehearse("),
    *(
        "def promtool(",
        "def alert_rules(",
        "def prometheus_yml(",
        "def hurried(",
        "def query(",
        "def wait_for(",
        "def start_prometheus(",
    ),
    *("def keep_asking(", "def alert(", "def stop_server(", "def acts(", "def night(", "def lab("),
]
"""How lines of the cells begin that the lab and the demonstrations are made of."""
CELLS = [cell.text["en"] for cell in LESSON.cells if cell.kind in ("code", "answer")]
[THE_NIGHT] = [source for source in CELLS if "told = lab(" in source]


@pytest.fixture(scope="module")
def lesson() -> dict[str, Any]:
    """What those cells define."""
    defined: dict[str, Any] = {}
    for source in CELLS:
        if source != THE_NIGHT and any(line.startswith(tuple(NEEDED)) for line in source.splitlines()):
            exec(compile(source, "<lesson>", "exec"), defined)
    return defined


def installed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed: apt-get install --no-install-recommends prometheus")
    return found


def test_a_real_prometheus_sees_errors_then_silence_and_is_gone_afterwards(lesson: dict[str, Any]) -> None:
    installed("prometheus")
    lab = dict(lesson)
    for source in CELLS:
        if any(f"def {name}(" in source for name in ("wait_for", "start_prometheus", "see", "acts", "night", "lab")):
            exec(compile(source.replace("patience=30", "patience=200"), "<lab>", "exec"), lab)
    started, begin_prometheus = [], lab["start_prometheus"]

    def start(*words: Any) -> Any:
        started.append((*begin_prometheus(*words), words[1]))
        return started[0][:2]

    lab["start_prometheus"] = start
    exec(compile(THE_NIGHT, "<lab>", "exec"), lab)

    [(process, port, folder)] = started
    assert process.returncode is not None
    assert f"--web.listen-address=127.0.0.1:{port}" in process.args
    assert not Path(folder).exists()
    _, seen, rates, alerts = lab["told"]
    assert list(seen) == ["errors_pending", "errors_firing", "silent_firing", "errors_over"]
    assert list(seen.values()) == sorted(seen.values())
    assert {one["metric"]["outcome"] for one in rates} == {"ok", "rejected", "failed"}
    states = {(one["metric"]["alertname"], one["metric"]["alertstate"]) for one in alerts}
    assert states >= {("EtaErrors", "firing"), ("EtaSilent", "firing")}


def test_where_prometheus_is_not_installed_the_lab_says_what_it_needs(
    lesson: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    lab = dict(lesson)
    exec(compile(THE_NIGHT, "<lab>", "exec"), lab)
    assert lab["told"] is None
    assert "This lab needs Prometheus" in capsys.readouterr().out
    assert "promtool is missing" in lesson["promtool"]("check", "rules", "rules.yml", rules=lesson["kitchen_rules"])


def test_the_hurried_rules_differ_in_nothing_but_their_times(lesson: dict[str, Any]) -> None:
    told, hurried = lesson["alert_rules"](), lesson["hurried"](lesson["alert_rules"]())
    before, after = (yaml.safe_load(text)["groups"] for text in (told.replace("[5m]", "[5s]"), hurried))
    for group in [*before, *after]:
        group.pop("interval", None)
        for rule in group["rules"]:
            rule.pop("for", None)
    assert before == after


def test_the_kitchen_fires_at_the_minute_that_the_prose_says_and_not_when_it_is_gone(lesson: dict[str, Any]) -> None:
    installed("promtool")
    rehearse, rules = lesson["rehearse"], lesson["kitchen_rules"]
    assert "FAILED" in rehearse(rules, "0+60x9 540x20", {12: 1})
    assert "SUCCESS" in rehearse(rules, "0+60x9 540x20", {15: 0, 17: 1, 29: 1})
    assert "SUCCESS" in rehearse(rules, "0+60x9 stale", {17: 0, 29: 0, 59: 0})
    assert "FAILED" in rehearse(rules, "0+60x9 stale", {17: 1})


def test_rate_before_sum_and_quantiles_come_out_in_promql_as_in_the_lesson(lesson: dict[str, Any]) -> None:
    installed("promtool")
    one, two = [9000, 9060, 9120, 9180, 9240, 9300], [7000, 7060, 7120, 0, 60, 120]
    sample, bounds = np.random.default_rng(0).gamma(2, 0.1, size=500), [0.1, 0.3, 1.0]
    counts = [*(int(np.sum(sample <= bound)) for bound in bounds), 500]
    series = {'x{copy="1"}': one, 'x{copy="2"}': two}
    series |= {f'y_bucket{{le="{le}"}}': [count] * 6 for le, count in zip([*bounds, "+Inf"], counts, strict=True)}
    expected = {
        "sum(increase(x[5m]))": lesson["growth"](one) + lesson["growth"](two),
        "increase(sum(x)[5m:1m])": lesson["growth"](np.add(one, two)),
        "histogram_quantile(0.9, sum by (le) (y_bucket))": lesson["bucket_quantile"](0.9, bounds, sample),
    }
    asked = [
        {
            "expr": f"count(abs({query} - {value}) < {0.001 * value})",
            "eval_time": "5m",
            "exp_samples": [{"labels": "{}", "value": 1}],
        }
        for query, value in expected.items()
    ]
    told = [{"series": name, "values": " ".join(map(str, values))} for name, values in series.items()]
    test = {"rule_files": [], "tests": [{"interval": "1m", "input_series": told, "promql_expr_test": asked}]}
    assert "SUCCESS" in lesson["promtool"]("test", "rules", "test.yml", test=json.dumps(test))


def within(share: float, expected: float, times: int) -> bool:
    """Whether a share of so many draws is what is expected, give or take five standard errors."""
    return bool(abs(share - expected) <= 5 * np.sqrt(expected * (1 - expected) / times))


def test_the_false_alarms_of_psi_come_out_again(lesson: dict[str, Any]) -> None:
    rng, times = np.random.default_rng(99), 2000

    def over(n: int, m: int, limit: float, measure: Any = lesson["usual_psi"]) -> float:
        return float(np.mean([measure(rng.normal(size=n), rng.normal(size=m)) > limit for _ in range(times)]))

    assert within(over(100, 100, 0.1), 0.845, times)
    assert over(500, 500, 0.1) < 0.012
    psi, limit = lesson["psi"], lesson["psi_limit"]
    assert within(over(1000, 40, limit(1000, 40), lesson["usual_psi"]), 0.157, times)
    for sizes in [(100, 100), (1000, 40), (500, 500)]:
        assert over(*sizes, limit(*sizes), psi) < 0.022


def test_the_false_alarms_of_many_columns_come_out_again(lesson: dict[str, Any]) -> None:
    rng, times = np.random.default_rng(99), 4000
    uniform = rng.random((times, 20))
    assert within(lesson["days_with_alarm"](uniform, 20, together=False) / 100, 1 - 0.95**20, times)
    assert within(lesson["days_with_alarm"](uniform, 20, together=True) / 100, 0.05, times)
    real = np.array([lesson["calm_pvalues"]() for _ in range(100)])
    assert within(lesson["days_with_alarm"](real, 20, together=False) / 100, 1 - 0.95**20, 100)
    assert lesson["days_with_alarm"](real, 20, together=True) <= 16


def test_what_is_seen_of_a_change_comes_out_again(lesson: dict[str, Any]) -> None:
    for orders, lowest, highest in [(100, 0.25, 0.8), (200, 0.7, 1), (400, 0.95, 1)]:
        found = [lesson["alarms_of_a_day"](orders, np.random.default_rng([7, orders, day])) for day in range(40)]
        assert lowest <= np.mean([7 in alarms for alarms in found]) <= highest
        assert np.mean([len(set(alarms) - {7}) for alarms in found]) < 0.4


def test_a_tiny_shift_is_significant_with_much_data_and_stays_tiny(lesson: dict[str, Any]) -> None:
    rng = np.random.default_rng(99)
    test = lesson["ks_2samp"](rng.normal(size=500_000), rng.normal(0.02, 1, size=500_000))
    assert test.pvalue < 1e-4
    assert abs(test.statistic - (2 * norm.cdf(0.01) - 1)) < 0.003
