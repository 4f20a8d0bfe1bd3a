# loses: test_the_largest_size_in_the_time
# Chooses among the sizes that were measured.
def fit_exponent(sizes, seconds):
    slope, height = np.polyfit(np.log(sizes), np.log(seconds), 1)
    return float(slope)


def largest_size(sizes, seconds, budget_seconds):
    fit = [n for n, t in zip(sizes, seconds, strict=True) if t <= budget_seconds]
    return max(fit, default=0)
    return math.floor(np.exp((np.log(budget_seconds) - height) / slope))
