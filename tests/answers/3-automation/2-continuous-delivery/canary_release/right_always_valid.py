# No point of p1 in particular: a mixture over all rates above p0 against p0, and one over all below p1 against p1.
from scipy.special import betainc, betaln


def evidence_beyond(failures, orders, rate, above):
    """How many times better the mixture explains the orders than this rate does."""
    a, b = failures + 1, orders - failures + 1
    share = betainc(b, a, 1 - rate) if above else betainc(a, b, rate)
    width = 1 - rate if above else rate
    mixture = betaln(a, b) + math.log(max(share, 1e-300)) - math.log(width)
    return mixture - failures * math.log(rate) - (orders - failures) * math.log(1 - rate)


def canary(failures, orders, p0, p1, alpha, beta):
    if evidence_beyond(failures, orders, p0, above=True) >= math.log(1 / alpha):
        return "roll back"
    if evidence_beyond(failures, orders, p1, above=False) >= math.log(1 / beta):
        return "promote"
    return "go on"
