# loses: test_the_nearest_is_not_always_the_best
# Rounds the peak, and at least to one.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    return max(1, round(math.sqrt((1 - sigma) / kappa)))
