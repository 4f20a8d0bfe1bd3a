"""The profile «monitoring»: what it takes from the lesson is the lesson's, its parts fit together, and it really runs.

Grafana's image is not to be had everywhere: its provisioning is read here, and its queries are asked of a real Prometheus.
Prometheus and Alertmanager are Debian's, in the place of the images that the file names.
"""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import promql_parser
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from grader.authoring.source import read_lesson
from tests.conftest import ROOT
from tests.environment.images import built
from tests.environment.stack import PATIENCE, Stack, read, started
from tests.environment.stand_in import servers

MONITORING = ROOT / "docker" / "monitoring"
NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def yaml_of(name: str) -> Any:
    return yaml.safe_load((MONITORING / name).read_text(encoding="utf-8"))


def dashboard() -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads((MONITORING / "grafana/dashboards/eta.json").read_text(encoding="utf-8"))
    return drawn


def queries() -> list[str]:
    """Those of the dashboard, with a span in the place of the one that Grafana computes."""
    return [
        target["expr"].replace("$__rate_interval", "1m") for panel in dashboard()["panels"] for target in panel["targets"]
    ]


def installed(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install --no-install-recommends {package}")
    return found


def metrics_of(query: str) -> set[str]:
    """The names of metrics in a query."""
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, promql_parser.VectorSelector) and node.name:
            found.add(node.name)
        for part in ("lhs", "rhs", "expr", "param", "vector_selector"):
            inner = getattr(node, part, None)
            if inner is not None and not isinstance(inner, str | int | float):
                walk(inner)
        for inner in getattr(node, "args", None) or []:
            walk(inner)

    walk(promql_parser.parse(query))
    return found


ONE_ORDER = """
import json
import os
from urllib.request import Request, urlopen
os.environ["PORT"] = "0"
import eta
from grader.orders import FEATURES
address = f"http://127.0.0.1:{eta.start_server(eta.predict, '2.1.0').server_port}"
order = json.dumps(dict.fromkeys(FEATURES, 1)).encode()
assert "minutes" in json.load(urlopen(Request(f"{address}/predict", order)))
print(urlopen(f"{address}/metrics").read().decode())
"""


@pytest.fixture(scope="module")
def exposed() -> set[str]:
    """The names that the model server exposes, after one order."""
    command = [sys.executable, "-c", ONE_ORDER]
    done = subprocess.run(command, cwd=ROOT / "docker/model", capture_output=True, text=True, check=True)
    return {sample.name for family in text_string_to_metric_families(done.stdout) for sample in family.samples}


def test_rules_dashboard_and_server_are_the_lessons() -> None:
    make = runpy.run_path(str(ROOT / "docker/make.py"))
    for name, text in make["derived"](read_lesson(make["LESSON"])).items():
        assert (ROOT / "docker" / name).read_text(encoding="utf-8") == text, f"{name} is stale: python docker/make.py"


def test_prometheus_would_take_its_configuration_and_the_rules() -> None:
    command = [installed("promtool", "prometheus"), "check", "config", str(MONITORING / "prometheus.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 rules found" in done.stdout


def test_alertmanager_would_take_its_configuration() -> None:
    command = [installed("amtool", "prometheus-alertmanager"), "check-config", str(MONITORING / "alertmanager.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_severity_of_a_rule_has_somebody_who_is_told() -> None:
    routes = yaml_of("alertmanager.yml")["route"]
    amtool = [installed("amtool", "prometheus-alertmanager"), "config", "routes", "test"]
    rules = [rule for group in yaml_of("rules.yml")["groups"] for rule in group["rules"] if "alert" in rule]
    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}
    assert routes["receiver"] == "ticket"
    for severity in ("page", "ticket"):
        command = [*amtool, f"--config.file={MONITORING / 'alertmanager.yml'}", f"severity={severity}"]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == [severity]


def test_what_prometheus_reads_are_services_of_the_profile_at_their_ports() -> None:
    services = read("monitoring")["services"]
    config = yaml_of("prometheus.yml")
    places = [place for job in config["scrape_configs"] for one in job["static_configs"] for place in one["targets"]]
    places += [place for one in config["alerting"]["alertmanagers"][0]["static_configs"] for place in one["targets"]]
    for place in places:
        host, _, port = place.partition(":")
        service = services["prometheus" if host == "127.0.0.1" else host]
        assert int(port) in {one["target"] for one in service["ports"]}, place


def test_rules_and_dashboard_ask_for_metrics_that_the_server_exposes(exposed: set[str]) -> None:
    rules = [rule for group in yaml_of("rules.yml")["groups"] for rule in group["rules"]]
    recorded = {rule["record"] for rule in rules if "record" in rule}
    for query in [*queries(), *(rule["expr"] for rule in rules)]:
        asked = metrics_of(query)
        assert asked, query
        assert asked <= exposed | recorded | {"up"}, query


def test_the_dashboard_is_provisioned_and_names_the_data_source_that_is() -> None:
    [source] = yaml_of("grafana/provisioning/datasources/prometheus.yaml")["datasources"]
    [provider] = yaml_of("grafana/provisioning/dashboards/course.yaml")["providers"]
    grafana = read("monitoring")["services"]["grafana"]
    mounted = {one["target"]: Path(one["source"]) for one in grafana["volumes"] if one["type"] == "bind"}
    assert mounted["/etc/grafana/provisioning"] == MONITORING / "grafana/provisioning"
    assert mounted[provider["options"]["path"]] == MONITORING / "grafana/dashboards"
    home = Path(grafana["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])
    assert (mounted[str(home.parent)] / home.name).is_file()
    assert {(p["datasource"]["type"], p["datasource"]["uid"]) for p in dashboard()["panels"]} == {
        (source["type"], source["uid"])
    }
    assert source["url"] == "http://prometheus:9090"
    assert source["jsonData"]["timeInterval"] == yaml_of("prometheus.yml")["global"]["scrape_interval"]
    assert source["editable"] is False


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """All of the profile but Grafana."""
    ours, others = {"image": built("student")}, {"image": servers()}
    images = {
        "model": ours,
        "traffic": {**ours, "environment": {"EVERY": "0.02"}},
        "prometheus": {**others, "entrypoint": ["prometheus"], "user": "nobody"},
        "alertmanager": {**others, "entrypoint": ["prometheus-alertmanager"], "user": "nobody"},
    }
    with started(tmp_path_factory.mktemp("monitoring"), ["monitoring"], images, list(images)) as running:
        yield running


def wait_for(holds: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE
    while not (answer := holds()):
        assert time.monotonic() < end, what
        time.sleep(0.5)
    return answer


@pytest.mark.slow
def test_every_part_is_healthy_by_its_own_check(stack: Stack) -> None:
    assert stack.healthy() == {"model", "traffic", "prometheus", "alertmanager"}


def asked(stack: Stack, query: str) -> list[dict[str, Any]]:
    answer = stack.ask("model", f"http://prometheus:9090/api/v1/query?query={quote(query)}")
    assert answer["status"] == "success", query
    return list(answer["data"]["result"])


@pytest.mark.slow
def test_prometheus_reads_all_of_its_targets_and_has_told_alertmanager_where_it_is(stack: Stack) -> None:
    def up() -> bool:
        targets = stack.ask("model", "http://prometheus:9090/api/v1/targets")["data"]["activeTargets"]
        return {(one["labels"]["job"], one["health"]) for one in targets} == {
            (job, "up") for job in ("eta", "prometheus", "alertmanager")
        }

    wait_for(up, "every target is up")
    known = stack.ask("model", "http://prometheus:9090/api/v1/alertmanagers")["data"]["activeAlertmanagers"]
    assert [one["url"] for one in known] == ["http://alertmanager:9093/api/v2/alerts"]
    told = stack.ask("model", "http://alertmanager:9093/api/v2/status")
    assert "severity" in told["config"]["original"]


@pytest.mark.slow
def test_the_lessons_rules_are_loaded_and_healthy(stack: Stack) -> None:
    def names() -> set[str]:
        groups = stack.ask("model", "http://prometheus:9090/api/v1/rules")["data"]["groups"]
        return {rule["name"] for group in groups for rule in group["rules"] if rule["health"] == "ok"}

    expected = {rule.get("alert") or rule.get("record") for rule in yaml_of("rules.yml")["groups"][0]["rules"]}
    wait_for(lambda: names() == expected, "every rule was evaluated")


@pytest.mark.slow
def test_every_query_of_the_dashboard_has_an_answer_and_nothing_fails(stack: Stack) -> None:
    for query in queries():
        wait_for(lambda query=query: asked(stack, query), query)
    rates = {one["metric"]["outcome"]: float(one["value"][1]) for one in asked(stack, queries()[0])}
    assert rates["failed"] == 0
    assert rates["ok"] > rates["rejected"] > 0
    assert [one["metric"]["version"] for one in asked(stack, "eta_model_info")] == ["2.1.0"]
