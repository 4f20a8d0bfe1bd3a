# loses: test_amdahl
# Gives the time that is left, and not how many times as fast it is.
def amdahl(p, n):
    return (1 - p) + p / n


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
