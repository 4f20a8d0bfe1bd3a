# loses: test_two_bad_points_do_not_decide
# Looks at the smallest and the largest size alone.
def fit_exponent(sizes, seconds):
    first, last = np.argmin(sizes), np.argmax(sizes)
    return float(np.log(seconds[last] / seconds[first]) / np.log(sizes[last] / sizes[first]))


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
