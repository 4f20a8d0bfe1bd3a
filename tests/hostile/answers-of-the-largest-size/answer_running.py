def running(values):
    return [0.0] * 3_000_000


def double(x):
    return bytes(2**25 - 100)
