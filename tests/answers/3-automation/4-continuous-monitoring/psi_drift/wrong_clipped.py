# loses: test_empty_bins, test_false_alarms_are_as_rare_as_asked
# The widely copied 0.0001 for an empty bin: a bin that is empty by chance counts as much as a real change.
def psi(reference, current, bins=10) -> float:
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))

    def shares(values):
        counts = np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1)
        return np.maximum(counts / counts.sum(), 1e-4)

    expected, actual = shares(reference), shares(current)
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
