# loses: test_the_largest_size_in_the_time
# Rounds up: that many rows do not fit any more.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.ceil(np.exp((np.log(budget_seconds) - height) / slope))
