# loses: test_the_parameters_count
# Writes 0.05 and 0.1 into the function.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= 0.05 * rank / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= 0.1]
