# loses: test_a_signal_is_seen
# Gives back what noise gives, whatever the data.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    return 0.5
