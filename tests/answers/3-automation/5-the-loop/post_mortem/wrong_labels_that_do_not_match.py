# loses: test_it_tells_of_the_broken_rollout, test_it_tells_of_others
# Divides series whose labels differ: nothing matches, and nothing is said.
def post_mortem():
    expr = """
rate(fallbacks_total[5m]) / rate(requests_total[5m]) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
