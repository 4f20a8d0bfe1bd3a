# loses: test_it_is_silent_on_the_healthy_ones, test_what_is_over_and_what_is_theirs
# Divides the counters without rate: they remember what was mended long ago.
def post_mortem():
    expr = """
fallbacks_total / on (version) sum by (version) (requests_total) > 0.2
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
