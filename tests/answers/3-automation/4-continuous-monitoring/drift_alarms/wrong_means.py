# loses: test_a_tiny_change_is_no_alarm, test_the_parameters_count
# Takes a difference of means in units of the feature for the effect.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms * rank / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and abs(np.mean(reference[name]) - np.mean(current[name])) >= 10 * min_effect]
