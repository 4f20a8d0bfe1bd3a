%timeit -n 1 -r 1 double(2)
