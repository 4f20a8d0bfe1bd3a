# Wald's limits solved for the failures: two parallel lines, between which one goes on.
def lines(orders, p0, p1, alpha, beta):
    per_failure = np.log(p1 / p0) - np.log((1 - p1) / (1 - p0))
    slope = -np.log((1 - p1) / (1 - p0)) / per_failure
    return (np.log([beta / (1 - alpha), (1 - beta) / alpha]) / per_failure) + slope * orders


def canary(failures, orders, p0, p1, alpha, beta):
    place = int(np.searchsorted(lines(orders, p0, p1, alpha, beta), failures + 1e-9))
    return np.array(["promote", "go on", "roll back"])[place]
