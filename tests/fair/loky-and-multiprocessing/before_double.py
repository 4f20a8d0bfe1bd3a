import multiprocessing


def square(x):
    return x * x


with multiprocessing.get_context("fork").Pool(2) as pool:
    squares = pool.map(square, range(4))
assert squares == [0, 1, 4, 9]
