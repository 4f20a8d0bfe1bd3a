# loses: test_units_do_not_matter, test_negative_numbers_are_taken
# Gives chi² the columns in the units in which they come.
def chi2_pipeline(k):
    return make_pipeline(SelectKBest(chi2, k=k), StandardScaler(), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), np.abs(X), y, cv=5).mean()
