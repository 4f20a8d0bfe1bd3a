# loses: test_it_uses_the_k_best_columns
# Uses all the columns.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
