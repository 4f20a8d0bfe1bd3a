# Scores the columns with a function of its own, and predicts each row by cross_val_predict.
from sklearn.model_selection import cross_val_predict


def scores(X, y):
    return chi2(np.asarray(X), y)[0]


def chi2_pipeline(k):
    return make_pipeline(MinMaxScaler((0, 1)), SelectKBest(scores, k=k), LogisticRegression(solver="liblinear"))


def honest_accuracy(X, y, k):
    predicted = cross_val_predict(chi2_pipeline(k), np.asarray(X), np.asarray(y), cv=5)
    return np.mean(predicted == y)
