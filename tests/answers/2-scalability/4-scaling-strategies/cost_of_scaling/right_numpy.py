def cheapest_plan(demand, machines, extras, needed):
    plans = []
    for order, machine in enumerate(machines):
        hours = np.array([needed(rate, machine["served"]) for rate in demand])
        fixed, ahead = np.full_like(hours, hours.max()), np.maximum(hours, np.roll(hours, -1))
        if hours.max() == 1:
            plans.append((fixed @ np.full_like(hours, machine["price"]), 0, -order, "vertical", machine, fixed))
        balancer = extras["balancer"] * hours.size
        plans.append((fixed.sum() * machine["price"] + balancer, 1, -order, "horizontal", machine, fixed))
        both = balancer + extras["autoscaler"] * hours.size
        plans.append((ahead.sum() * machine["price"] + both, 2, -order, "auto", machine, ahead))
    cost, _, _, strategy, machine, replicas = min(plans, key=lambda plan: plan[:3])
    return {"strategy": np.str_(strategy), "machine": machine["name"], "replicas": replicas, "cost": np.float64(cost)}
