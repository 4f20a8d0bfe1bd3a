def double(x):
    return squares[2] / 2 * x
