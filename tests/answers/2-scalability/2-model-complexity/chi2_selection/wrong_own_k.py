# loses: test_it_uses_the_k_best_columns, test_a_signal_is_seen
# Forgets to hand k on: SelectKBest keeps ten columns.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
