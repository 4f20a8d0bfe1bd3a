# loses: test_the_limit_follows_the_sizes, test_false_alarms_are_as_rare_as_asked
# 0.1 for everybody: with 100 orders that is an alarm on most days, with 50 000 never one.
def psi(reference, current, bins=10) -> float:
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return (counts + 0.5) / (counts + 0.5).sum()

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    return 0.1
