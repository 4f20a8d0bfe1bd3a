# loses: test_missing_pods_soften_the_change
# Leaves out the pods without a metric.
def desired_replicas(current, metrics, low=1, high=100, tolerance=0.1) -> int:
    wishes, blind = [], False
    for pods, target in metrics:
        seen = [value for value in pods if value is not None]
        if not seen:
            blind = True
            continue
        first = sum(seen) / len(seen) / target
        assumed = target if first < 1 else 0
        ratio = first
        if abs(ratio - 1) <= tolerance or (ratio < 1) != (first < 1):
            wishes.append(current)
        else:
            wishes.append(math.ceil(current * ratio))
    wish = max(wishes, default=current)
    if blind:
        wish = max(wish, current)
    return min(max(wish, low), high)


def stabilized(recommendations, now, window=300) -> int:
    return max(replicas for second, replicas in recommendations if second >= now - window)
