# loses: test_without_coherency_there_is_no_peak, test_distant_peaks
# Tries up to a hundred machines, like the drawing.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    return max(range(1, 101), key=lambda n: usl(n, sigma, kappa))
