def alert_rules():
    failed, every = 'eta_requests_total{outcome="failed"}', "eta_requests_total"
    records = {
        "eta:requests:rate5m": f"sum without (instance, job) (rate({every}[5m]))",
        "eta:errors:ratio_rate5m": f"sum(increase({failed}[5m])) / sum(increase({every}[5m]))",
        "eta:latency_seconds:p95_5m": "histogram_quantile(0.95, sum(rate(eta_request_seconds_bucket[5m])) by (le))",
    }
    alerts = [
        ("EtaErrors", "eta:errors:ratio_rate5m > 5/100", "10m", "page", "more than one request in twenty fails"),
        ("EtaSlow", "eta:latency_seconds:p95_5m > 0.3", "600s", "ticket", "one request in twenty is slow"),
        ("EtaSilent", 'absent(up{job="eta"} > 0)', "5m", "page", "no copy of the service answers"),
    ]
    rules = [{"record": name, "expr": query} for name, query in records.items()]
    for name, query, wait, severity, summary in alerts:
        labels, words = {"severity": severity}, {"summary": summary, "runbook": "wiki/eta"}
        rules.append({"alert": name, "expr": query, "for": wait, "labels": labels, "annotations": words})
    print(len(rules), "rules")
    return yaml.safe_dump({"groups": [{"name": "eta", "interval": "30s", "rules": rules}]})
