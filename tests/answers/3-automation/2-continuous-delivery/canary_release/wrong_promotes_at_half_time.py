# loses: test_bad_models_are_seldom_promoted
# Promotes whatever fails less than half way between the two rates, after a hundred orders.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    successes = orders - failures
    scales = failures * math.log(p1 / p0) + successes * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - beta) / alpha):
        return "roll back"
    if orders >= 100 and failures / orders < (p0 + p1) / 2:
        return "promote"
    return "go on"
