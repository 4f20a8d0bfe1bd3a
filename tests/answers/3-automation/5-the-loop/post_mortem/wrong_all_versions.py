# loses: test_it_tells_of_the_broken_rollout, test_it_tells_of_others
# Mixes the versions: a broken tenth drowns in nine healthy tenths.
def post_mortem():
    expr = """
sum(rate(fallbacks_total[5m])) / sum(rate(requests_total[5m])) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
