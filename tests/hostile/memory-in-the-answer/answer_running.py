def running(values):
    return ["x" * 10**8 for _ in range(500)]
