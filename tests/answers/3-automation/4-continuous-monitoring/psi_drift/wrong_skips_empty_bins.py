# loses: test_empty_bins, test_values_beyond_the_reference
# Leaves empty bins out of the sum, and with them the largest changes.
def psi(reference, current, bins=10) -> float:
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return counts / counts.sum()

    expected, actual = shares(reference), shares(current)
    both = (expected > 0) & (actual > 0)
    return float(np.sum(((actual - expected) * np.log(actual / expected, where=both, out=np.zeros(len(both))))[both]))


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
