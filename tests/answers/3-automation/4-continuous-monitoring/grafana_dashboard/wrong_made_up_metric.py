# loses: test_the_server_exposes_what_is_asked_for
# A name from another service: Grafana draws an empty panel and complains of nothing.
def dashboard() -> str:
    every = 'eta_requests_total[$__rate_interval]'
    failed = 'eta_requests_total{outcome="failed"}[$__rate_interval]'
    buckets = "http_request_duration_seconds_bucket[$__rate_interval]"
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
