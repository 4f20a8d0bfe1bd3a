# loses: test_no_plan_is_cheaper
# Makes the single machine pay a balancer.
def cheapest_plan(demand, machines, extras, needed) -> dict:
    plans = []
    for machine in machines:
        hours = [needed(rate, machine["served"]) for rate in demand]
        worst = [max(hours)] * len(hours)
        ahead = [max(pair) for pair in zip(hours, hours[1:] + hours[:1], strict=True)]
        fleets = [("horizontal", worst, extras["balancer"])]
        fleets.append(("auto", ahead, extras["balancer"] + extras["autoscaler"]))
        if max(hours) == 1:
            fleets.append(("vertical", worst, extras["balancer"]))
        for strategy, replicas, fee in fleets:
            cost = sum(replicas) * machine["price"] + fee * len(hours)
            plans.append({"strategy": strategy, "machine": machine["name"], "replicas": replicas, "cost": cost})
    parts = ["vertical", "horizontal", "auto"]
    return min(plans, key=lambda plan: (plan["cost"], parts.index(plan["strategy"])))
