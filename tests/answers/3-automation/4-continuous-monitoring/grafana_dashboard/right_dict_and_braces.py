def dashboard():
    prometheus = {"type": "prometheus", "uid": "${datasource}"}

    def panel(number, title, unit, *queries, kind="timeseries"):
        targets = [{"refId": "ABCD"[i], "expr": query} for i, query in enumerate(queries)]
        place = {"x": 0, "y": 6 * number, "w": 24, "h": 6}
        settings = {"defaults": {"unit": unit}, "overrides": []}
        return dict(id=number, title=title, type=kind, datasource=prometheus, gridPos=place, fieldConfig=settings, targets=targets)

    rate = "rate(eta_requests_total%s[${__rate_interval}])"
    quantile = "histogram_quantile(%s, sum without (instance, job) (rate(eta_request_seconds_bucket[5m])))"
    failed = "sum(" + rate % '{outcome=~"failed"}' + ") / sum(" + rate % "" + ")"
    return {
        "title": "ETA",
        "schemaVersion": 41,
        "panels": [
            {"id": 9, "type": "row", "title": "Service", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
            panel(1, "Traffic", "reqps", f"sum({rate % ''}) by (outcome)"),
            panel(2, "Failures", "percentunit", failed),
            panel(3, "Latency", "s", quantile % "0.95", quantile % "0.5"),
            panel(4, "Model", "none", "eta_model_info", kind="table"),
        ],
    }
