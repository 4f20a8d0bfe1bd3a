# loses: test_repeated_values
# Keeps repeated cuts: bins without width, where nothing can ever fall.
def psi(reference, current, bins=10) -> float:
    cuts = np.quantile(reference, np.arange(1, bins) / bins)

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return (counts + 0.5) / (counts + 0.5).sum()

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
