from typing import NamedTuple


class Moments(NamedTuple):
    n: int
    mean: float
    m2: float


def observe(moments, x):
    old = Moments(*moments)
    mean = old.mean + (x - old.mean) / (old.n + 1)
    return Moments(old.n + 1, mean, old.m2 + (x - old.mean) * (x - mean))


def merge(one, other):
    a, b = Moments(*one), Moments(*other)
    if a.n + b.n == 0:
        return Moments(0, 0.0, 0.0)
    mean = (a.n * a.mean + b.n * b.mean) / (a.n + b.n)
    m2 = a.m2 + b.m2 + a.n * (a.mean - mean) ** 2 + b.n * (b.mean - mean) ** 2
    return Moments(a.n + b.n, mean, m2)


def variance(moments):
    return math.nan if moments[0] < 2 else moments[2] / (moments[0] - 1)
