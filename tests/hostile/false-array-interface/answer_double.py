import numpy as np


class Window:
    __array_interface__ = {"shape": (10**9,), "typestr": "|u1", "data": (4096, True), "version": 3}


def double(x):
    return np.asarray(Window())


def running(values):
    return Window()
