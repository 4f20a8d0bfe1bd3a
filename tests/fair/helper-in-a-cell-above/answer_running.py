def running(values):
    return [add_up(values[: end + 1]) for end in range(len(values))]
