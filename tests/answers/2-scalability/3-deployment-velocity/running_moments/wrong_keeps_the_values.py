# loses: test_two_streams_at_once_do_not_mix
# Keeps all values in a list that every stream shares.
seen = []


def observe(moments, x):
    if moments[0] == 0:
        seen.clear()
    seen.append(x)
    mean = sum(seen) / len(seen)
    return len(seen), mean, sum((value - mean) ** 2 for value in seen)


def merge(one, other) -> tuple:
    (n_a, mean_a, m2_a), (n_b, mean_b, m2_b) = one, other
    n, delta = n_a + n_b, mean_b - mean_a
    if n == 0:
        return one
    return n, mean_a + delta * n_b / n, m2_a + m2_b + delta**2 * n_a * n_b / n


def variance(moments) -> float:
    n, _, m2 = moments
    return m2 / (n - 1) if n > 1 else math.nan
