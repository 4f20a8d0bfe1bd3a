# No rate in particular: a mixture of those above the middle against p0, and one of those below it against p1; always valid.
from scipy.special import betainc, betaln


def evidence(failures, orders, rate, low, high):
    """How many times better the mixture of the rates from low to high explains the orders than this rate does, as a logarithm."""
    a, b = failures + 1, orders - failures + 1
    share = betainc(a, b, high) - betainc(a, b, low)
    mixture = betaln(a, b) + math.log(max(share, 1e-300)) - math.log(high - low)
    return mixture - failures * math.log(rate) - (orders - failures) * math.log(1 - rate)


def canary(failures, orders, p0, p1, alpha, beta):
    middle, width = (p0 + p1) / 2, p1 - p0
    if evidence(failures, orders, p0, middle, min(1, p1 + 3 * width)) >= math.log(1 / alpha):
        return "roll back"
    if evidence(failures, orders, p1, max(0, p0 - 3 * width), middle) >= math.log(1 / beta):
        return "promote"
    return "go on"
