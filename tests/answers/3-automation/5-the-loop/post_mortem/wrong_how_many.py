# loses: test_it_is_silent_on_the_healthy_ones, test_a_storm
# Counts fallbacks, not their share: a busy night has more.
def post_mortem():
    expr = """
rate(fallbacks_total[5m]) > 0.05
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
