# loses: test_negative_numbers_are_taken
# Gets rid of the negative numbers by dropping their sign.
from sklearn.preprocessing import FunctionTransformer


def chi2_pipeline(k):
    return make_pipeline(FunctionTransformer(np.abs), MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    return cross_val_score(chi2_pipeline(k), X, y, cv=5).mean()
