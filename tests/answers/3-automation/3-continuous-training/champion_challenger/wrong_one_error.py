# loses: test_the_minimum_effect
# Takes one standard error for certainty.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    return "challenger" if difference.mean() - error > min_gain else "champion"
