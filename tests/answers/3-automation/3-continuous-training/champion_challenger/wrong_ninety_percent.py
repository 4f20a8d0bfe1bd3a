# loses: test_the_minimum_effect
# Is content with 90 %: it gives in to luck twice as often as it may.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    return "challenger" if difference.mean() - 1.282 * error > min_gain else "champion"
