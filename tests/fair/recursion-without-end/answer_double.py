def double(x):
    return double(x + 1)
