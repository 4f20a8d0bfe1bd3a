# loses: test_the_largest_size_in_the_time
# Takes it that twice the time gives twice the rows.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(budget_seconds * max(sizes) / max(seconds))
