# %% lang="es"
from grader.es import check, hint, progress, show

# %% lang="en"
from grader.en import check, hint, progress, show

# %%
import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import promql_parser
import yaml
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from scipy.stats import chi2, ks_2samp
from sklearn.linear_model import LinearRegression

from grader.orders import FEATURES, make_orders


# %% exercise="metrics_endpoint"
def start_server(predict, version) -> ThreadingHTTPServer:
    ### BEGIN SOLUTION
    registry = CollectorRegistry()
    requests = Counter("eta_requests", "Requests to /predict.", ["outcome"], registry=registry)
    buckets = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.4]
    seconds = Histogram("eta_request_seconds", "Seconds until the answer.", buckets=buckets, registry=registry)
    Info("eta_model", "The model that answers.", registry=registry).info({"version": version})
    for outcome in ["ok", "rejected", "failed"]:
        requests.labels(outcome)
    ### END SOLUTION

    class Eta(BaseHTTPRequestHandler):
        def do_POST(self):
            if self.path != "/predict":
                return self.reply(404, b"")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            ### BEGIN SOLUTION
            with seconds.time():
                try:
                    answer = {"minutes": float(predict(json.loads(body)))}
                    status, outcome = 200, "ok"
                except ValueError as error:
                    answer, status, outcome = {"error": str(error)}, 400, "rejected"
                except Exception:
                    answer, status, outcome = {"error": "our fault"}, 500, "failed"
            requests.labels(outcome).inc()
            self.reply(status, json.dumps(answer).encode())
            ### END SOLUTION

        def do_GET(self):
            if self.path != "/metrics":
                return self.reply(404, b"")
            ### BEGIN SOLUTION
            self.reply(200, generate_latest(registry), CONTENT_TYPE_LATEST)
            ### END SOLUTION

        def reply(self, status, body, kind="application/json"):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Eta)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


# %% exercise="psi_drift"
def psi(reference, current, bins=10) -> float:
    ### BEGIN SOLUTION
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return (counts + 0.5) / (counts + 0.5).sum()

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))
    ### END SOLUTION


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    ### BEGIN SOLUTION
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
    ### END SOLUTION


# %% exercise="drift_alarms"
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    ### BEGIN SOLUTION
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
    ### END SOLUTION


# %% exercise="alert_rules"
def alert_rules() -> str:
    ### BEGIN SOLUTION
    return """
groups:
  - name: eta
    rules:
      - record: eta:requests:rate5m
        expr: sum by (outcome) (rate(eta_requests_total[5m]))
      - record: eta:errors:ratio_rate5m
        expr: sum(rate(eta_requests_total{outcome="failed"}[5m])) / sum(rate(eta_requests_total[5m]))
      - record: eta:latency_seconds:p95_5m
        expr: histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m])))

      - alert: EtaErrors
        expr: eta:errors:ratio_rate5m > 0.05
        for: 10m
        labels: {severity: page}
        annotations: {summary: "{{ $value | humanizePercentage }} of the requests fail"}
      - alert: EtaSlow
        expr: eta:latency_seconds:p95_5m > 0.3
        for: 10m
        labels: {severity: ticket}
        annotations: {summary: "1 request in 20 takes longer than {{ $value | humanizeDuration }}"}
      - alert: EtaSilent
        expr: absent(up{job="eta"} == 1)
        for: 5m
        labels: {severity: page}
        annotations: {summary: "no copy of the service answers"}
"""
    ### END SOLUTION


# %% exercise="grafana_dashboard"
def dashboard() -> str:
    ### BEGIN SOLUTION
    every = 'eta_requests_total[$__rate_interval]'
    failed = 'eta_requests_total{outcome="failed"}[$__rate_interval]'
    buckets = "eta_request_seconds_bucket[$__rate_interval]"
    queries = [
        ("Requests", "reqps", f"sum by (outcome) (rate({every}))"),
        ("Failed", "percentunit", f"sum(rate({failed})) / sum(rate({every}))"),
        ("p95", "s", f"histogram_quantile(0.95, sum by (le) (rate({buckets})))"),
        ("Versions", "none", "count by (version) (eta_model_info)"),
    ]
    panels = [
        {
            "id": number + 1,
            "type": "timeseries",
            "title": title,
            "datasource": {"type": "prometheus", "uid": "prometheus"},
            "gridPos": {"x": 12 * (number % 2), "y": 8 * (number // 2), "w": 12, "h": 8},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query}],
        }
        for number, (title, unit, query) in enumerate(queries)
    ]
    return json.dumps({"uid": "eta", "title": "ETA", "schemaVersion": 39, "panels": panels})
    ### END SOLUTION
