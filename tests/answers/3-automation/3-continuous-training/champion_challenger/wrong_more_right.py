# loses: test_luck_does_not_promote, test_the_minimum_effect
# Whoever is right more often in this sample wins.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean()
    return "challenger" if sure_gain > min_gain else "champion"
