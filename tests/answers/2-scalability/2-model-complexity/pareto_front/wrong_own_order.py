# loses: test_the_order_is_kept
# Gives the front back by error, the best first.
def pareto(models):
    rows = [(m["size"], m["latency"], m["error"]) for m in models]
    beaten = [any(r != row and all(a <= b for a, b in zip(r, row)) for r in rows) for row in rows]
    front = [model for model, out in zip(models, beaten) if not out]
    return [model["name"] for model in sorted(front, key=lambda m: m["error"])]
