# loses: test_the_line_is_followed_and_not_the_last_point
# Starts from the largest measurement and not from the line.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return math.floor(max(sizes) * (budget_seconds / seconds[int(np.argmax(sizes))]) ** (1 / slope))
