# Asks GridSearchCV for the score of a single k, and warns.
import warnings


def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler(), SelectKBest(chi2, k=k), LogisticRegression())


def honest_accuracy(X, y, k):
    warnings.warn("five parts", stacklevel=2)
    pipeline = chi2_pipeline(1)
    search = GridSearchCV(pipeline, {"selectkbest__k": [k]}, cv=5, scoring="accuracy")
    return search.fit(X, y).best_score_
