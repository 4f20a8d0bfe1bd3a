# loses: test_it_tells_of_the_broken_rollout, test_it_is_silent_on_the_healthy_ones, test_it_tells_of_others, test_a_healthy_rollout, test_a_storm, test_an_outage, test_a_quiet_night, test_what_is_over_and_what_is_theirs
# Never rings.
def post_mortem():
    expr = """
rate(fallbacks_total[5m]) > 1000
"""
    return {"alert": "Fallbacks", "expr": expr, "for": "8m"}
