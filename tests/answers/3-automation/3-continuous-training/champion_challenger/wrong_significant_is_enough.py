# loses: test_certain_but_small
# Promotes what is certainly better, however little.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > 0 else "champion"
