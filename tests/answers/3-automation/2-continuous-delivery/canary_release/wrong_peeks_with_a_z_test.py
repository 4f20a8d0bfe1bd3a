# loses: test_good_models_are_seldom_rolled_back
# A test for a single look, made at each look.
from statistics import NormalDist


def canary(failures, orders, p0, p1, alpha, beta) -> str:
    if orders < 20:
        return "go on"
    quantile = NormalDist().inv_cdf
    if (failures / orders - p0) / math.sqrt(p0 * (1 - p0) / orders) > quantile(1 - alpha):
        return "roll back"
    if (failures / orders - p1) / math.sqrt(p1 * (1 - p1) / orders) < -quantile(1 - beta):
        return "promote"
    return "go on"
