from scipy.stats import kstwobign


def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1):
    found = {}
    for name in reference:
        a, b = np.sort(reference[name]), np.sort(current[name])
        both = np.concatenate([a, b])
        steps = np.searchsorted(a, both, side="right") / len(a) - np.searchsorted(b, both, side="right") / len(b)
        p = ks_2samp(a, b).pvalue if len(a) < 10_000 else kstwobign.sf(np.abs(steps).max() * np.sqrt(len(a) / 2))
        found[name] = (p, np.abs(steps).max())
        print(name, *found[name])
    pvalues = sorted(p for p, _ in found.values())
    most = -1.0
    for rank, p in enumerate(pvalues, 1):
        if p <= false_alarms * rank / len(pvalues):
            most = p
    return {name for name, (p, distance) in found.items() if p <= most and distance >= min_effect}
