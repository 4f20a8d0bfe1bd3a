# loses: test_equal_models_share_their_fate
# Takes “as good or better” for “dominates”: two equal models drop each other.
def pareto(models):
    def dominates(a, b):
        return a is not b and a["size"] <= b["size"] and a["latency"] <= b["latency"] and a["error"] <= b["error"]

    return [b["name"] for b in models if not any(dominates(a, b) for a in models)]
