# loses: test_the_effect_is_looked_at_afterwards
# Leaves out the small effects and corrects among the rest: chosen by looking at the data.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    tests = {name: test for name, test in tests.items() if test.statistic >= min_effect}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
