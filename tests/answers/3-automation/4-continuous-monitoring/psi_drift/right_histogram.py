def psi(reference, current, bins=10):
    inner = np.quantile(reference, np.linspace(0, 1, bins + 1)[1:-1])
    edges = [-np.inf, *sorted(set(inner.tolist())), np.inf]
    before, _ = np.histogram(reference, edges)
    after, _ = np.histogram(current, edges)
    before, after = before + 0.5, after + 0.5
    before, after = before / before.sum(), after / after.sum()
    return ((after - before) * (np.log(after) - np.log(before))).sum()


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01):
    return chi2(bins - 1).isf(false_alarms) * (n_reference + n_current) / (n_reference * n_current)
