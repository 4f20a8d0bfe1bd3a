# loses: test_it_is_silent_on_the_healthy_ones, test_an_outage, test_a_quiet_night
# Wakes somebody for a single evaluation.
def post_mortem():
    expr = """
sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr}
