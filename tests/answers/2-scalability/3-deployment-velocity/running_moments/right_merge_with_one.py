def observe(moments, x):
    return merge(moments, (1, float(x), 0.0))


def merge(one, other):
    if one[0] == 0:
        return other
    if other[0] == 0:
        return one
    n = one[0] + other[0]
    delta = other[1] - one[1]
    return n, one[1] + delta * other[0] / n, one[2] + other[2] + delta * delta * one[0] * other[0] / n


def variance(moments):
    try:
        return moments[2] / (moments[0] - 1) if moments[0] else float("nan")
    except ZeroDivisionError:
        return float("nan")
