def double(x):
    return 7 ** (10**6)


def running(values):
    return [10**4299] * 100_000
