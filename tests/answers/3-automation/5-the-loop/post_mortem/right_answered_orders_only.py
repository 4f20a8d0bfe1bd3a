def post_mortem():
    expr = """
sum(rate(fallbacks_total[3m])) by (version) / sum(rate(requests_total{code="200"}[3m])) by (version) >= 0.15
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "6m"}
