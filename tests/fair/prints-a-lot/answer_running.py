def running(values):
    sums, total = [], 0
    for value in values:
        for digit in range(1000):
            print("adding", value, "to", total, "step", digit)
        total += value
        sums.append(total)
    return sums
