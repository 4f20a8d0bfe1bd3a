def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    """Goes on as long as one machine more helps."""
    if not kappa:
        return float("inf")
    n = 1
    while usl(n + 1, sigma, kappa) > usl(n, sigma, kappa):
        n += 1
    return n
