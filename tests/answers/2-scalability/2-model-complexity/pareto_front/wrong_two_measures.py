# loses: test_it_is_the_front
# Looks at size and error, and forgets latency.
def pareto(models):
    rows = [(m["size"], m["error"]) for m in models]
    beaten = [any(r != row and all(a <= b for a, b in zip(r, row)) for r in rows) for row in rows]
    return [model["name"] for model, out in zip(models, beaten) if not out]
