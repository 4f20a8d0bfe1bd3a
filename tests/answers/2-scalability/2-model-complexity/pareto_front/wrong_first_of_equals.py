# loses: test_equal_models_share_their_fate
# Of equal models keeps the first alone.
def pareto(models):
    seen, front = set(), []
    rows = [(m["size"], m["latency"], m["error"]) for m in models]
    for model, row in zip(models, rows):
        if row in seen or any(r != row and all(a <= b for a, b in zip(r, row)) for r in rows):
            continue
        seen.add(row)
        front.append(model["name"])
    return front
