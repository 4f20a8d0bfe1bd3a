# loses: test_grafana_opens_it, test_p95_comes_from_the_buckets
# Without units nobody knows whether 0.3 is seconds or a share.
def dashboard() -> str:
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
            "fieldConfig": {"defaults": {}, "overrides": []},
            "targets": [{"refId": "A", "expr": query}],
        }
        for number, (title, unit, query) in enumerate(queries)
    ]
    return json.dumps({"uid": "eta", "title": "ETA", "schemaVersion": 39, "panels": panels})
