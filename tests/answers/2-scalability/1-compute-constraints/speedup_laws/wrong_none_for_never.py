# loses: test_without_coherency_there_is_no_peak
# Says nothing where there is no peak.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return None
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
