def amdahl(p, n):
    serial, shared = 1 - p, p / n
    print("serial", serial, "shared", shared)
    return np.float64(1) / (serial + shared)


def usl(n, sigma, kappa):
    return 1 / ((1 - sigma) / n + sigma + kappa * (n - 1))


def best_n(sigma, kappa):
    """One machine more helps as long as n (n + 1) is below (1 - sigma) / kappa."""
    if kappa == 0:
        return np.inf
    return max(1, int(np.ceil(np.sqrt((1 - sigma) / kappa + 0.25) - 0.5)))
