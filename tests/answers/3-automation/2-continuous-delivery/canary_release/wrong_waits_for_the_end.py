# loses: test_a_terrible_model_is_rolled_back_at_once, test_an_excellent_model_is_promoted_soon
# Looks once, at the end: right, and slow.
from statistics import NormalDist


def canary(failures, orders, p0, p1, alpha, beta) -> str:
    quantile = NormalDist().inv_cdf
    spread = quantile(1 - alpha) * math.sqrt(p0 * (1 - p0)) + quantile(1 - beta) * math.sqrt(p1 * (1 - p1))
    if orders < (spread / (p1 - p0)) ** 2:
        return "go on"
    limit = p0 + quantile(1 - alpha) * math.sqrt(p0 * (1 - p0) / orders)
    return "roll back" if failures / orders > limit else "promote"
