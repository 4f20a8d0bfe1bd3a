# loses: test_the_exponent_of_a_power
# Fits the sizes as a function of the seconds: the slope is upside down.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(seconds), np.log(sizes), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
