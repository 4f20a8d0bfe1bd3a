# loses: test_it_uses_the_k_best_columns
# Reads k as a percentage of the columns.
from sklearn.feature_selection import SelectPercentile


def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectPercentile(chi2, percentile=k), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
