import sys

sys.setrecursionlimit(10**9)


def running(values):
    return running(values + [0])
