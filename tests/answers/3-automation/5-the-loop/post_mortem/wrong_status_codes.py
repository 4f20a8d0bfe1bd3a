# loses: test_it_tells_of_the_broken_rollout, test_what_is_over_and_what_is_theirs
# Looks at the status codes: the broken version answers 200.
def post_mortem():
    expr = """
sum by (version) (rate(requests_total{code!="200"}[5m])) / sum by (version) (rate(requests_total[5m])) > 0.1
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
