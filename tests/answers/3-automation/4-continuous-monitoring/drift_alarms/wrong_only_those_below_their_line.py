# loses: test_it_is_a_step_up_procedure
# Asks each feature for its own line, also before the last one that holds.
def drift_alarms(reference, current, false_alarms=0.05, min_effect=0.1) -> list[str]:
    tests = {name: ks_2samp(reference[name], current[name]) for name in reference}
    ranked = sorted(tests, key=lambda name: tests[name].pvalue)
    ranked = [n for rank, n in enumerate(ranked, 1) if tests[n].pvalue <= false_alarms * rank / len(ranked)]
    last = len(ranked)
    return [name for name in tests if name in ranked[:last] and tests[name].statistic >= min_effect]
