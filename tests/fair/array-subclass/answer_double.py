import numpy as np


class Table(np.ndarray):
    pass


def double(x):
    return 2 * np.asarray(x).view(Table) if hasattr(x, "shape") else 2 * x
