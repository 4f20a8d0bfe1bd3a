# loses: test_luck_does_not_promote, test_a_tie_keeps_the_champion
# The newer one must be better.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger"
