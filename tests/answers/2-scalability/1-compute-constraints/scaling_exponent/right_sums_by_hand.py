def line(sizes, seconds):
    x, y = [math.log(n) for n in sizes], [math.log(t) for t in seconds]
    x_mean, y_mean = sum(x) / len(x), sum(y) / len(y)
    up = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True))
    slope = up / sum((a - x_mean) ** 2 for a in x)
    return slope, y_mean - slope * x_mean


def fit_exponent(sizes, seconds):
    return line(sizes, seconds)[0]


def largest_size(sizes, seconds, budget_seconds):
    slope, height = line(sizes, seconds)
    return int(math.exp((math.log(budget_seconds) - height) / slope))
