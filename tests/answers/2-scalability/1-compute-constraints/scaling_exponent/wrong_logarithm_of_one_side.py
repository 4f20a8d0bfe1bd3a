# loses: test_the_exponent_of_a_power
# Takes the logarithm of the seconds alone, as if the time doubled with every so many rows.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(sizes, np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(sizes, np.log(seconds), 1)
    return math.floor((np.log(budget_seconds) - height) / slope)
