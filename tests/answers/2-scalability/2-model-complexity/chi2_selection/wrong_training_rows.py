# loses: test_noise_is_a_coin
# Measures the accuracy on the rows that it was trained on.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    return chi2_pipeline(k).fit(X, y).score(X, y)
