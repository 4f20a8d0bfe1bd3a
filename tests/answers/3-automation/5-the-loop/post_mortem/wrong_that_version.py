# loses: test_it_tells_of_others
# Names the version of that night.
def post_mortem():
    expr = """
rate(fallbacks_total{version="b77c"}[5m]) / on (version) sum by (version) (rate(requests_total[5m])) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
