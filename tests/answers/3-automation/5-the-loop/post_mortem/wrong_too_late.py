# loses: test_it_tells_of_the_broken_rollout, test_it_tells_of_others
# Waits until the canary has half of the orders.
def post_mortem():
    expr = """
sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "20m"}
