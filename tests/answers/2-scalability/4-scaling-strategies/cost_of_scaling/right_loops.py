def cheapest_plan(demand, machines, extras, needed):
    best = None
    for strategy in ["vertical", "horizontal", "auto"]:
        for machine in machines:
            replicas = []
            for hour in range(len(demand)):
                now, after = demand[hour], demand[(hour + 1) % len(demand)]
                most = max(now, after) if strategy == "auto" else max(demand)
                replicas.append(needed(most, machine["served"]))
            if strategy == "vertical" and replicas[0] != 1:
                continue
            each = {"vertical": 0, "horizontal": extras["balancer"], "auto": extras["balancer"] + extras["autoscaler"]}
            cost = sum(count * machine["price"] + each[strategy] for count in replicas)
            if best is None or cost < best["cost"]:
                best = dict(strategy=strategy, machine=machine["name"], replicas=replicas, cost=cost)
    print(best)
    return best
