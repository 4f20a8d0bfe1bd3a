def post_mortem():
    expr = """
sum by (version) (rate(fallbacks_total[4m])) > 0.25 * sum by (version) (rate(requests_total[4m]))
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "7m"}
