import sys


def running(values):
    sums = []
    for end in range(1, len(values) + 1):
        print(f"\r{100 * end // len(values):3}%|{end * '█'}| {end}/{len(values)} [00:00<00:00]", end="", file=sys.stderr)
        sums.append(sum(values[:end]))
    return sums
