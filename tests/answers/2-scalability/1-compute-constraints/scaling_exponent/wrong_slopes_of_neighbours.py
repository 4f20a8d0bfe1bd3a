# loses: test_two_bad_points_do_not_decide, test_arrays_and_repeated_sizes
# Averages the slopes between neighbours: only the two ends are left of it.
def fit_exponent(sizes, seconds):
    order = np.argsort(sizes)
    x, y = np.log(np.asarray(sizes)[order]), np.log(np.asarray(seconds)[order])
    return float(np.mean(np.diff(y) / np.diff(x)))


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
