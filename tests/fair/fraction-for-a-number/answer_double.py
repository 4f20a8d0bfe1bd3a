from fractions import Fraction


def double(x):
    return 2 * x if hasattr(x, "shape") else 2 * Fraction(x)
