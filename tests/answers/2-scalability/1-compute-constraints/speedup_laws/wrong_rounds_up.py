# loses: test_the_best_number_of_machines
# Takes the whole number above the peak.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    return math.ceil(math.sqrt((1 - sigma) / kappa))
