def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    passed = set(ranked[:last])
    return tuple(name for name in tests if name in passed and tests[name].statistic >= min_effect)
