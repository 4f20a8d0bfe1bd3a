def running(values):
    return list(itertools.accumulate(values))
