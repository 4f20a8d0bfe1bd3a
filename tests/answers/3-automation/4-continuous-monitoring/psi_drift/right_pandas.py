def psi(reference, current, bins=10):
    cuts = np.unique(np.quantile(reference, np.arange(1, bins) / bins))
    edges = [-np.inf, *cuts, np.inf]
    parts = []
    for values in (reference, current):
        counts = pd.cut(pd.Series(values), edges, right=False).value_counts(sort=False) + 0.5
        parts.append(counts / counts.sum())
    return float(((parts[1] - parts[0]) * np.log(parts[1] / parts[0])).sum())


def psi_limit(n_reference, n_current, bins=10, false_alarms=0.01):
    return chi2.isf(false_alarms, bins - 1) * (1 / n_reference + 1 / n_current)
