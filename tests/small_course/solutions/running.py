def running(values):
    ### BEGIN SOLUTION
    sums, total = [], 0
    for value in values:
        total += value
        sums.append(total)
    return sums
    ### END SOLUTION
