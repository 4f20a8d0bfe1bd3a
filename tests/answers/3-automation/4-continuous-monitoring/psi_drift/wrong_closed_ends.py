# loses: test_values_beyond_the_reference
# Bins between the least and the greatest of the reference: what lies beyond is not counted.
def psi(reference, current, bins=10) -> float:
    edges = np.unique(np.quantile(reference, np.linspace(0, 1, bins + 1)))
    before, after = np.histogram(reference, edges)[0] + 0.5, np.histogram(current, edges)[0] + 0.5
    expected, actual = before / before.sum(), after / after.sum()
    return float(np.sum((actual - expected) * np.log(actual / expected)))


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01) -> float:
    return float((1 / n_reference + 1 / n_current) * chi2.ppf(1 - false_alarms, bins - 1))
