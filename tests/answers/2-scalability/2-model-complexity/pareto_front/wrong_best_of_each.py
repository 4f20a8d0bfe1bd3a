# loses: test_it_is_the_front
# Keeps the best in each measure, and drops those in between.
def pareto(models):
    best = [min(models, key=lambda m: m[key])["name"] for key in ("size", "latency", "error")] if models else []
    return [m["name"] for m in models if m["name"] in best]
