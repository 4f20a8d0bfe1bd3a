from sklearn.linear_model import LinearRegression


def fitted(sizes, seconds):
    return LinearRegression().fit(np.log2(sizes).reshape(-1, 1), np.log2(seconds))


def fit_exponent(sizes, seconds):
    return fitted(sizes, seconds).coef_[0]


def largest_size(sizes, seconds, budget_seconds):
    model = fitted(sizes, seconds)
    return int(2 ** ((np.log2(budget_seconds) - model.intercept_) / model.coef_[0]))
