def post_mortem():
    expr = """
increase(fallbacks_total[10m]) / on (version) sum without (code) (increase(requests_total[10m])) > 0.3
and on (version) sum by (version) (rate(requests_total[10m])) > 0.1
"""
    return {"alert": "Fallbacks", "expr": expr}
