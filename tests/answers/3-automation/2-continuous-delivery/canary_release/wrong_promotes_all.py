# loses: test_good_models_are_seldom_rolled_back, test_bad_models_are_seldom_promoted, test_an_excellent_model_is_promoted_soon
# Never rolls a good model back, because it rolls none back.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    return "promote"
