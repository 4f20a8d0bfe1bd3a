# loses: test_it_is_the_front
# Adds the measures up to one score, and keeps the better half.
def pareto(models):
    def score(m):
        return m["size"] + m["latency"] + m["error"]

    limit = np.median([score(m) for m in models]) if models else 0
    return [m["name"] for m in models if score(m) <= limit]
