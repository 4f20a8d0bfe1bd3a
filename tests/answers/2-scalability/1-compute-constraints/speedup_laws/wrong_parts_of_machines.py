# loses: test_the_best_number_of_machines
# Gives back the peak of the curve, 9.75 machines.
def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    if kappa == 0:
        return math.inf
    return math.sqrt((1 - sigma) / kappa)
