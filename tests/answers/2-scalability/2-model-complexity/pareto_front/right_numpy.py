# All pairs at once.
def pareto(models):
    if not models:
        return []
    table = np.array([[model[key] for key in ("size", "latency", "error")] for model in models], dtype=float)
    no_worse = (table[:, None, :] <= table[None, :, :]).all(axis=2)
    better = (table[:, None, :] < table[None, :, :]).any(axis=2)
    return [model["name"] for model, beaten in zip(models, (no_worse & better).any(axis=0)) if not beaten]
