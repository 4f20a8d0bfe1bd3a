# loses: test_the_minimum_effect
# Certain that there is a gain, and the gain that it saw is large enough: at the border that is a toss of a coin.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > 0 and difference.mean() > min_gain else "champion"
