# loses: test_the_highest_of_the_window
# Leaves out the recommendation of exactly window seconds ago.
def desired_replicas(current, metrics, low=1, high=100, tolerance=0.1) -> int:
    wishes, blind = [], False
    for pods, target in metrics:
        seen = [value for value in pods if value is not None]
        if not seen:
            blind = True
            continue
        first = sum(seen) / len(seen) / target
        assumed = target if first < 1 else 0
        ratio = (sum(seen) + assumed * (len(pods) - len(seen))) / len(pods) / target
        if abs(ratio - 1) <= tolerance or (ratio < 1) != (first < 1):
            wishes.append(current)
        else:
            wishes.append(math.ceil(current * ratio))
    wish = max(wishes, default=current)
    if blind:
        wish = max(wish, current)
    return min(max(wish, low), high)


def stabilized(recommendations, now, window=300) -> int:
    return max(replicas for second, replicas in recommendations if second > now - window)
