# loses: test_noise_is_a_coin
# Trains the first steps once, and validates only the last inside the parts.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    pipeline = chi2_pipeline(k).fit(X, y)
    scores = []
    for train, test in StratifiedKFold(5).split(X, y):
        chosen = pipeline[:-1].transform(X)
        scores.append(LogisticRegression().fit(chosen[train], y[train]).score(chosen[test], y[test]))
    return np.mean(scores)
