# A t-test of the differences against the minimum, as a text of NumPy.
def decide(champion, challenger, X, y, min_gain=0.01):
    right = [np.asarray(model.predict(X)) == np.asarray(y) for model in (champion, challenger)]
    gains = np.where(right[1], 1.0, 0.0) - np.where(right[0], 1.0, 0.0)
    p = stats.ttest_1samp(gains, popmean=min_gain, alternative="greater").pvalue
    return np.array(["champion", "challenger"])[int(p < 0.05)]
