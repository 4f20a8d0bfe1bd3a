# loses: test_the_nearest_is_not_always_the_best, test_at_least_one_machine
# Rounds the peak to the nearest whole number.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    return round(math.sqrt((1 - sigma) / kappa))
