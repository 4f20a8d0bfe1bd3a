# loses: test_a_better_challenger_is_promoted, test_a_worse_challenger_stays_out
# Subtracts the challenger from the champion.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (champion.predict(X) == y).astype(int) - (challenger.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
