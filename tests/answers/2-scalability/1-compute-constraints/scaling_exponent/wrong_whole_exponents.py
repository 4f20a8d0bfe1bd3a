# loses: test_the_exponent_of_a_power, test_somewhat_more_than_one
# Rounds the exponent, as if only n and n² existed.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return round(float(slope))


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
