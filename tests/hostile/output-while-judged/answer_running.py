def running(values):
    for _ in range(10**6):
        print("x" * 1000)
    return [sum(values[: i + 1]) for i in range(len(values))]
