def observe(moments, x):
    n, mean, m2 = moments
    n = n + 1
    delta = np.float64(x) - mean
    new = mean + delta / n
    return [n, new, m2 + delta**2 * (n - 1) / n]


def merge(one, other):
    print("merging", one, other)
    n = np.array([one[0], other[0]], dtype=float)
    mean = np.array([one[1], other[1]])
    if not n.any():
        return np.zeros(3)
    whole = mean[0] + (mean[1] - mean[0]) * n[1] / n.sum()
    return np.array([n.sum(), whole, one[2] + other[2] + (n * (mean - whole) ** 2).sum()])


def variance(moments):
    with np.errstate(all="ignore"):
        return np.float64(moments[2]) / (moments[0] - 1) if moments[0] > 1 else np.nan
