# loses: test_labels_may_be_texts
# Subtracts predictions as if they were numbers.
def decide(champion, challenger, X, y, min_gain=0.01) -> str:
    difference = abs(champion.predict(X) * 1.0 - y) - abs(challenger.predict(X) * 1.0 - y)
    error = difference.std(ddof=1) / np.sqrt(len(y))
    sure_gain = difference.mean() - 1.645 * error
    return "challenger" if sure_gain > min_gain else "champion"
