import pandas as pd


def double(x):
    return 2 * (pd.DataFrame(x) if hasattr(x, "shape") else x)
