# loses: test_usl, test_the_ends_of_the_laws
# Counts n² pairs: one machine has to agree with itself.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * n)


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
