def amdahl(p, n):
    return 1 / ((1 - p) + p / n)


def usl(n, sigma, kappa):
    return n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def best_n(sigma, kappa):
    try:
        peak = ((1 - sigma) / kappa) ** 0.5
    except ZeroDivisionError:
        return math.inf
    around = np.arange(max(1, int(peak) - 2), int(peak) + 4)
    return around[np.argmax(usl(around, sigma, kappa))]
