# loses: test_two_bad_points_do_not_decide, test_the_line_is_followed_and_not_the_last_point
# Fits the curve to the seconds themselves: the largest size decides alone.
from scipy.optimize import curve_fit


def curve(sizes, seconds):
    x = np.asarray(sizes) / max(sizes)
    (unit, exponent), _ = curve_fit(lambda n, unit, k: unit * n**k, x, np.asarray(seconds) / max(seconds), p0=[1, 1.5])
    return unit * max(seconds), exponent


def fit_exponent(sizes, seconds):
    return float(curve(sizes, seconds)[1])


def largest_size(sizes, seconds, budget_seconds):
    unit, exponent = curve(sizes, seconds)
    return math.floor(max(sizes) * (budget_seconds / unit) ** (1 / exponent))
