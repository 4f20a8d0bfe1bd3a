# loses: test_the_slo_is_kept, test_tomorrow_begins_with_the_first_hour
# Pays each hour only for that hour: the new replicas come late.
def cheapest_plan(demand, machines, extras, needed) -> dict:
    plans = []
    for machine in machines:
        hours = [needed(rate, machine["served"]) for rate in demand]
        worst = [max(hours)] * len(hours)
        ahead = hours
        fleets = [("horizontal", worst, extras["balancer"])]
        fleets.append(("auto", ahead, extras["balancer"] + extras["autoscaler"]))
        if max(hours) == 1:
            fleets.append(("vertical", worst, 0))
        for strategy, replicas, fee in fleets:
            cost = sum(replicas) * machine["price"] + fee * len(hours)
            plans.append({"strategy": strategy, "machine": machine["name"], "replicas": replicas, "cost": cost})
    parts = ["vertical", "horizontal", "auto"]
    return min(plans, key=lambda plan: (plan["cost"], parts.index(plan["strategy"])))
