def desired_replicas(current, metrics, low=1, high=100, tolerance=0.1):
    wishes = [wish for pods, target in metrics if (wish := one(current, np.array(pods, dtype=float) / target, tolerance))]
    wish = max(wishes or [current])
    if len(wishes) < len(metrics):
        wish = max(wish, current)
    return np.clip(wish, low, high)


def one(current, ratios, tolerance):
    missing = np.isnan(ratios)
    if missing.all():
        return None
    first = np.nanmean(ratios)
    ratio = np.where(missing, 1.0 if first < 1 else 0.0, ratios).mean()
    if abs(ratio - 1) <= tolerance or (ratio - 1) * (first - 1) < 0:
        return current
    return int(np.ceil(current * ratio))


def stabilized(recommendations, now, window=300):
    table = np.array(recommendations)
    return table[table[:, 0] >= now - window, 1].max()
