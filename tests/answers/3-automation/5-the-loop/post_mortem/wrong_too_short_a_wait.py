# loses: test_it_is_silent_on_the_healthy_ones, test_an_outage
# Waits as long as the outage lasts; its window remembers it for longer.
def post_mortem():
    expr = """
sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "2m"}
