# loses: test_the_exponent_of_a_power, test_the_largest_size_in_the_time
# Fits a line to the measurements themselves.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(sizes, seconds, 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(sizes, seconds, 1)
    return math.floor((budget_seconds - height) / slope)
