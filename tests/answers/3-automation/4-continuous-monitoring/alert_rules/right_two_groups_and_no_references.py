def alert_rules() -> str:
    return """
groups:
  - name: eta-records
    rules:
      - {record: "eta:requests:rate5m", expr: "sum by (outcome) (rate(eta_requests_total[5m]))"}
      - record: eta:errors:ratio_rate5m
        expr: |
          sum(rate(eta_requests_total{outcome=~"fail.*"}[5m]))
          /
          sum(rate(eta_requests_total[5m]))
      - record: eta:latency_seconds:p95_5m
        expr: histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m])))
  - name: eta-alerts
    rules:
      - alert: EtaErrors
        expr: 100 * sum(rate(eta_requests_total{outcome="failed"}[5m])) / sum(rate(eta_requests_total[5m])) > 5
        for: 10m
        labels: {severity: page}
        annotations: {summary: "too many failures now"}
      - alert: EtaSlow
        expr: histogram_quantile(0.95, sum by (le) (rate(eta_request_seconds_bucket[5m]))) > 0.3
        for: 10m
        labels: {severity: ticket}
        annotations: {summary: "one in twenty is slow"}
      - alert: EtaSilent
        expr: sum(up{job="eta"}) == 0 or absent(up{job="eta"})
        for: 5m
        labels: {severity: page}
        annotations: {summary: "nobody answers any more"}
"""
