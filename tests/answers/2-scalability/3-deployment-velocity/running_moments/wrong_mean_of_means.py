# loses: test_merging_two_parts_gives_the_whole, test_many_parts_in_any_order, test_empty_parts_change_nothing
# Gives both parts the same weight, whatever their size.
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
    return n, (mean_a + mean_b) / 2, m2_a + m2_b + delta**2 * n_a * n_b / n


def variance(moments) -> float:
    n, _, m2 = moments
    return m2 / (n - 1) if n > 1 else math.nan
