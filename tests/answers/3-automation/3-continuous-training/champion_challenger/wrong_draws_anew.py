# loses: test_the_same_decision_tomorrow
# A bootstrap of few samples without a seed: on a close case it decides one thing today and another one tomorrow.
def decide(champion, challenger, X, y, min_gain=0.01):
    difference = (challenger.predict(X) == y).astype(int) - (champion.predict(X) == y)
    samples = np.random.default_rng().choice(difference, size=(200, len(y)))
    return "challenger" if np.percentile(samples.mean(axis=1), 5) > min_gain else "champion"
