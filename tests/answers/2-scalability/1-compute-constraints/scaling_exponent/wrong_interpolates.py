# loses: test_the_largest_size_in_the_time
# Joins the points, and beyond the last one knows nothing.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.interp(budget_seconds, np.sort(seconds), np.sort(sizes)))
