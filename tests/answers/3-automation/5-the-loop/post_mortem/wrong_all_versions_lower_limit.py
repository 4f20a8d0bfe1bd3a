# loses: test_it_is_silent_on_the_healthy_ones, test_a_storm
# Lowers the limit until the canary shows in the whole, and so does a storm.
def post_mortem():
    expr = """
sum(rate(fallbacks_total[5m])) / sum(rate(requests_total[5m])) > 0.04
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
