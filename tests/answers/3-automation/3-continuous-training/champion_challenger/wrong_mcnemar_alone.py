# loses: test_certain_but_small, test_the_minimum_effect
# McNemar's test by itself: it asks whether there is a difference, not whether it is worth the trouble.
def decide(champion, challenger, X, y, min_gain=0.01):
    champion_right, challenger_right = champion.predict(X) == y, challenger.predict(X) == y
    wins, losses = int((challenger_right & ~champion_right).sum()), int((champion_right & ~challenger_right).sum())
    if wins <= losses:
        return "champion"
    return "challenger" if stats.binomtest(wins, wins + losses, alternative="greater").pvalue < 0.05 else "champion"
