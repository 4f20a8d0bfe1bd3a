# loses: test_the_variance_survives_an_offset
# Goes by the sum of the squares, whose digits are gone far from zero.
def observe(moments, x):
    n, mean, m2 = moments
    total, squares = n * mean + x, m2 + n * mean**2 + x**2
    n += 1
    return n, total / n, squares - total**2 / n


def merge(one, other) -> tuple:
    (n_a, mean_a, m2_a), (n_b, mean_b, m2_b) = one, other
    n, delta = n_a + n_b, mean_b - mean_a
    if n == 0:
        return one
    return n, mean_a + delta * n_b / n, m2_a + m2_b + delta**2 * n_a * n_b / n


def variance(moments) -> float:
    n, _, m2 = moments
    return m2 / (n - 1) if n > 1 else math.nan
