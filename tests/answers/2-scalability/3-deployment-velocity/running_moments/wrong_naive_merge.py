# loses: test_merging_survives_an_offset
# Merges through the sums of squares.
def observe(moments, x) -> tuple:
    n, mean, m2 = moments
    delta = x - mean
    mean += delta / (n + 1)
    return n + 1, mean, m2 + delta * (x - mean)


def merge(one, other) -> tuple:
    (n_a, mean_a, m2_a), (n_b, mean_b, m2_b) = one, other
    n, delta = n_a + n_b, mean_b - mean_a
    if n == 0:
        return one
    return n, mean_a + delta * n_b / n, m2_a + n_a * mean_a**2 + m2_b + n_b * mean_b**2 - (n_a * mean_a + n_b * mean_b) ** 2 / n


def variance(moments) -> float:
    n, _, m2 = moments
    return m2 / (n - 1) if n > 1 else math.nan
