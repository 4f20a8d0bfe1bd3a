# loses: test_luck_does_not_promote, test_the_minimum_effect
# Divides by n and not by its root: every difference looks certain.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / len(y)
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
