# loses: test_with_nothing_to_go_on_it_goes_on, test_the_budgets_are_not_mixed_up, test_good_models_are_seldom_rolled_back
# Keeps every budget by never deciding.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    return "go on"
