# loses: test_negative_numbers_are_taken
# Divides by the largest magnitude: the unit is gone, the negative numbers are not.
from sklearn.preprocessing import MaxAbsScaler


def chi2_pipeline(k):
    return make_pipeline(MaxAbsScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
