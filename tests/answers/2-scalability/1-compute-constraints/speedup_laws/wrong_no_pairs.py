# loses: test_usl, test_the_best_number_of_machines
# Makes coherency grow with the machines, and not with their pairs.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    low = max(1, math.floor(math.sqrt((1 - sigma) / kappa)))
    return max(low, low + 1, key=lambda n: usl(n, sigma, kappa))
