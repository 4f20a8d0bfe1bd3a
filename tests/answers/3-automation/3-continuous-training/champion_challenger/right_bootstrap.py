# The paired bootstrap: the same rows for both models, drawn 1000 times, with a seed of its own.
def decide(champion, challenger, X, y, min_gain=0.01):
    gains = (challenger.predict(X) == y).astype(float) - (champion.predict(X) == y).astype(float)
    rows = np.random.default_rng(0).integers(len(y), size=(1000, len(y)))
    low = np.percentile(gains[rows].mean(axis=1), 5)
    print(f"at least {low:.4f}")
    return "challenger" if low > min_gain else "champion"
