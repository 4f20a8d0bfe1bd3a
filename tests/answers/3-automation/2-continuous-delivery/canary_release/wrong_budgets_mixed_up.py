# loses: test_the_budgets_are_not_mixed_up
# Takes alpha for beta, and beta for alpha.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    successes = orders - failures
    scales = failures * math.log(p1 / p0) + successes * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - alpha) / beta):
        return "roll back"
    if scales <= math.log(alpha / (1 - beta)):
        return "promote"
    return "go on"
