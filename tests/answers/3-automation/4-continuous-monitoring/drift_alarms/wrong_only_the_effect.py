# loses: test_false_alarms_over_twenty_features, test_the_effect_is_looked_at_afterwards
# Only looks at the distance: with few orders it is large by chance.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    return [name for name in tests if tests[name].statistic >= min_effect]
