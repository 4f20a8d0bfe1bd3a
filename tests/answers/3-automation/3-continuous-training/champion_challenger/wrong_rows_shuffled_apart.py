# loses: test_the_rows_are_paired
# A bootstrap that draws other rows for each model: the pairs are gone.
def decide(champion, challenger, X, y, min_gain=0.01):
    rng = np.random.default_rng(0)
    new, old = (challenger.predict(X) == y) * 1, (champion.predict(X) == y) * 1
    gains = rng.choice(new, (500, len(y))).mean(axis=1) - rng.choice(old, (500, len(y))).mean(axis=1)
    return "challenger" if np.percentile(gains, 5) > min_gain else "champion"
