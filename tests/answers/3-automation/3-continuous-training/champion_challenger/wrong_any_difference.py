# loses: test_a_worse_challenger_stays_out, test_a_better_challenger_is_promoted
# Promotes whoever differs for certain, better or worse.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = abs(difference.mean()) - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
