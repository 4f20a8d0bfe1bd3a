def double(x):
    return {(2**61 - 1) * n: None for n in range(300_000)}


def running(values):
    return [{(2**61 - 1) * n: None for n in range(1, 100_000)}]
