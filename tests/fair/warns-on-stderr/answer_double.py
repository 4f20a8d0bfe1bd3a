import sys
import warnings

print("warming up", file=sys.stderr)


def double(x):
    warnings.warn("twice is a lot")
    print("doubling", file=sys.stderr)
    return 2 * x
