# loses: test_few_models_and_other_data
# Compares tables, and there is none without models.
def pareto(models):
    table = np.array([[m["size"], m["latency"], m["error"]] for m in models])
    no_worse = (table[:, None] <= table[None]).all(axis=2)
    better = (table[:, None] < table[None]).any(axis=2)
    return [m["name"] for m, out in zip(models, (no_worse & better).any(axis=0)) if not out]
