def desired_replicas(current, metrics, low=1, high=100, tolerance=0.1):
    print("now", current)
    result, blind = 0, False
    for pods, target in metrics:
        total, count = 0.0, 0
        for value in pods:
            if value is not None:
                total += value
                count += 1
        if count == 0:
            blind = True
            continue
        silent = len(pods) - count
        if total < target * count:
            usage = (total + silent * target) / (count + silent)
            scales = usage / target < 1 - tolerance
        else:
            usage = total / (count + silent)
            scales = usage / target > 1 + tolerance
        result = max(result, math.ceil(usage / target * current) if scales else current)
    if blind or result == 0:
        result = max(result, current)
    if result < low:
        return low
    return high if result > high else float(result)


def stabilized(recommendations, now, window=300):
    best = None
    for second, replicas in sorted(recommendations):
        if now - second <= window and (best is None or best < replicas):
            best = replicas
    return best
