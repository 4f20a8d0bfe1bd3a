from scipy.stats import false_discovery_control


def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1):
    names = list(reference)
    tests = [ks_2samp(reference[name], current[name]) for name in names]
    adjusted = false_discovery_control([test.pvalue for test in tests], method="bh")
    return [
        name
        for name, test, p in zip(names, tests, adjusted, strict=True)
        if p <= false_alarms and test.statistic >= min_effect
    ]
