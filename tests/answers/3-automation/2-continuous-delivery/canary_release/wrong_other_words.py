# loses: test_with_nothing_to_go_on_it_goes_on
# Answers in words of its own.
def canary(failures, orders, p0, p1, alpha, beta):
    scales = failures * math.log(p1 / p0) + (orders - failures) * math.log((1 - p1) / (1 - p0))
    if scales >= math.log((1 - beta) / alpha):
        return "rollback"
    return "promote" if scales <= math.log(beta / (1 - alpha)) else "continue"
