# Counts the rows on which only one of them is right, in a loop; a stricter 97.5 %.
def decide(champion, challenger, X, y, min_gain=0.01):
    wins = losses = 0
    for old, new, truth in zip(champion.predict(X), challenger.predict(X), y):
        wins += new == truth and old != truth
        losses += old == truth and new != truth
    n = len(y)
    gain = (wins - losses) / n
    error = ((wins + losses - n * gain**2) ** 0.5) / n
    if gain - 1.96 * error > min_gain:
        return "challenger"
    return "champion"
