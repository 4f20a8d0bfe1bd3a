# loses: test_false_alarms_over_twenty_features, test_the_effect_is_looked_at_afterwards
# 5 % for each test: among 20 there is nearly always one.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = [name for name in tests if tests[name].pvalue <= false_alarms]
    last = len(ranked)
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
