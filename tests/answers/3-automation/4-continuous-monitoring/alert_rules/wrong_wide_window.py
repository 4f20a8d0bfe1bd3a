# loses: test_errors_fire_after_their_time
# A window of an hour: the alert goes out long after the trouble.
def alert_rules() -> str:
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
        expr: sum(rate(eta_requests_total{outcome="failed"}[1h])) / sum(rate(eta_requests_total[1h])) > 0.05
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
