# loses: test_the_rows_are_paired
# Compares two proportions as if each model had seen other orders.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    ps = [np.mean(model.predict(X) == y) for model in (champion, challenger)]
    error = np.sqrt(sum(p * (1 - p) for p in ps) / len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
