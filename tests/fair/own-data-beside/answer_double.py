from pathlib import Path

FACTOR = int(Path("data/factor.txt").read_text())


def double(x):
    return FACTOR * x
