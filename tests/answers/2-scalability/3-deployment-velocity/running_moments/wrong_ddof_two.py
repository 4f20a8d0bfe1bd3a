# loses: test_the_variance_is_that_of_a_sample
# Takes one away twice.
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
    return n, mean_a + delta * n_b / n, m2_a + m2_b + delta**2 * n_a * n_b / n


def variance(moments) -> float:
    n, _, m2 = moments
    return m2 / (n - 2) if n > 2 else math.nan
