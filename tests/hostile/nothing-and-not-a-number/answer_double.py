import numpy as np


def double(x):
    return np.full(np.shape(x), np.nan)


def running(values):
    return np.empty((0, len(values)))
