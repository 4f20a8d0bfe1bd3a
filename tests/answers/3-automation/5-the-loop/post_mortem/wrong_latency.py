# loses: test_it_tells_of_the_broken_rollout, test_it_tells_of_others
# Looks at the latency: to answer 30 minutes is quicker than to predict.
def post_mortem():
    expr = """
rate(request_seconds_sum[5m]) / rate(request_seconds_count[5m]) > 0.05
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
