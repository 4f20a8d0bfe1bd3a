# loses: test_amdahl
# Shares the part that cannot be shared.
def amdahl(p, n):
    return 1 / (p + (1 - p) / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
