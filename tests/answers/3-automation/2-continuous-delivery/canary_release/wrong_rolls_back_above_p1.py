# loses: test_good_models_are_seldom_rolled_back
# Compares the share with the two rates, without asking how many orders it is a share of.
def canary(failures, orders, p0, p1, alpha, beta) -> str:
    if orders < 10:
        return "go on"
    share = failures / orders
    return "roll back" if share >= p1 else "promote" if share <= p0 else "go on"
