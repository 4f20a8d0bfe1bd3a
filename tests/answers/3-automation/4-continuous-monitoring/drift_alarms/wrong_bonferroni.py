# loses: test_it_is_a_step_up_procedure, test_the_parameters_count
# Divides by the number of features for all of them: false alarms are rare, and true ones get lost.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    last = 0
    for rank, name in enumerate(ranked, 1):
        if tests[name].pvalue <= false_alarms / len(ranked):
            last = rank
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
