# The ratio itself, multiplied order by order and kept from growing without bound; prints now and then.
def canary(failures, orders, p0, p1, alpha, beta):
    ratio, high, low = 1.0, (1 - beta) / alpha, beta / (1 - alpha)
    ratio *= (p1 / p0) ** failures * ((1 - p1) / (1 - p0)) ** (orders - failures)
    if orders % 500 == 0:
        print(orders, ratio)
    for limit, passed, answer in ((high, ratio >= high, "roll back"), (low, ratio <= low, "promote")):
        if passed:
            return answer
    return "go on"
