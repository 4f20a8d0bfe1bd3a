# loses: test_observing_equals_the_batch, test_the_variance_is_that_of_a_sample, test_merging_two_parts_gives_the_whole
# Keeps the variance as the third number, where the sum of squares was agreed on.
def observe(moments, x):
    n, mean, var = moments
    n += 1
    delta = x - mean
    mean += delta / n
    return n, mean, (var * (n - 1) + delta * (x - mean)) / n


def merge(one, other):
    (n_a, mean_a, var_a), (n_b, mean_b, var_b) = one, other
    n = n_a + n_b
    if n == 0:
        return one
    delta = mean_b - mean_a
    return n, mean_a + delta * n_b / n, (n_a * var_a + n_b * var_b + delta**2 * n_a * n_b / n) / n


def variance(moments):
    n, _, var = moments
    return var * n / (n - 1) if n > 1 else math.nan
