def running(values):
    return sum(range(10**18))
