# Sorts, so that a model can only be dominated by one that comes before it; and prints.
def pareto(models):
    def measures(model):
        return model["size"], model["latency"], model["error"]

    front = []
    for model in sorted(models, key=measures):
        size, latency, error = measures(model)
        rivals = [r for r in front if measures(r) != (size, latency, error)]
        if not any(r["latency"] <= latency and r["error"] <= error for r in rivals):
            front.append(model)
    print(len(front), "of", len(models))
    return [model["name"] for model in models if any(model is kept for kept in front)]
