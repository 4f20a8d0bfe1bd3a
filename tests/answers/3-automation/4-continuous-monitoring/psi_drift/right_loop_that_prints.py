import bisect
import math


def psi(reference, current, bins=10):
    cuts = sorted({float(np.quantile(reference, step / bins)) for step in range(1, bins)})

    def count(values):
        counts = [0.5] * (len(cuts) + 1)
        for value in values:
            counts[bisect.bisect_right(cuts, value)] += 1
        return counts

    before, after = count(reference), count(current)
    total = 0.0
    for b, a in zip(before, after, strict=True):
        expected, actual = b / sum(before), a / sum(after)
        total += (actual - expected) * math.log(actual / expected)
    print("PSI", total)
    return total


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01):
    simulated = np.random.default_rng(0).chisquare(bins - 1, size=400_000)
    return (1 / n_reference + 1 / n_current) * np.quantile(simulated, 1 - false_alarms)
