# loses: test_nan_and_infinities_are_refused
# Looks for NaN and forgets the infinities.
def run_model_py():
    return r"""import json
import math
import os
import signal
import sys
from pathlib import Path


def refuse(number, why):
    print(f"line {number}: {why}", file=sys.stderr)
    sys.exit(2)


def read_order(line, number, columns):
    try:
        row = json.loads(line)
        if type(row) is not list or len(row) != columns:
            refuse(number, f"a list of {columns} numbers was expected")
        for value in row:
            if type(value) not in (int, float) or value != value:
                refuse(number, f"{value} is no number")
        return row
    except (ValueError, OverflowError, RecursionError) as error:
        refuse(number, f"cannot be read ({type(error).__name__})")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    model = json.loads(Path(__file__).with_name("model.json").read_text())
    number = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        row = read_order(line, number, len(model["coef"]))
        parts = zip(row, model["mean"], model["scale"], model["coef"])
        print(model["intercept"] + sum(coef * (x - mean) / scale for x, mean, scale, coef in parts), flush=True)
    if number == 0:
        refuse(1, "there are no orders")


try:
    main()
except BrokenPipeError:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
"""
