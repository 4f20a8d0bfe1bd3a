# loses: test_a_tie_saves_nobody
# Only drops a model that another beats in all three measures: a tie saves it.
def pareto(models):
    def dominates(a, b):
        return a["size"] < b["size"] and a["latency"] < b["latency"] and a["error"] < b["error"]

    return [b["name"] for b in models if not any(dominates(a, b) for a in models)]
