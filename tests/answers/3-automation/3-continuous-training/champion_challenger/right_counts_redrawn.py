# McNemar's counts, redrawn 4000 times all at once.
def decide(champion, challenger, X, y, min_gain=0.01):
    n, old, new = len(y), champion.predict(X) == y, challenger.predict(X) == y
    wins, losses = np.sum(new & ~old) / n, np.sum(old & ~new) / n
    drawn = np.random.default_rng(1).multinomial(n, [wins, losses, max(0.0, 1 - wins - losses)], size=4000)
    gains = (drawn[:, 0] - drawn[:, 1]) / n
    return "challenger" if np.mean(gains <= min_gain) < 0.05 else "champion"
