import time


def double(x):
    time.sleep(2)
    return 2 * x
