# loses: test_good_models_are_seldom_rolled_back, test_an_excellent_model_is_promoted_soon
# Knows when to roll back, and never when it has seen enough.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    successes = orders - failures
    scales = failures * math.log(p1 / p0) + successes * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - beta) / alpha):
        return "roll back"
    return "go on"
