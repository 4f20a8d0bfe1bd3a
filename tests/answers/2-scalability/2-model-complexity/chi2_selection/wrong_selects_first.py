# loses: test_noise_is_a_coin, test_many_columns_with_and_without_a_signal
# Chooses the columns with the answers of all rows, and validates afterwards.
def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    chosen = SelectKBest(chi2, k=k).fit_transform(MinMaxScaler().fit_transform(X), y)
    return cross_val_score(LogisticRegression(), chosen, y, cv=5).mean()
