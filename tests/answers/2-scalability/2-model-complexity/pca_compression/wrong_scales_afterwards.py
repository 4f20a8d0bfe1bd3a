# loses: test_a_small_column_survives
# Scales what PCA gives, when the small column is gone already.
def fit_pca(X, variance):
    return make_pipeline(PCA(variance), StandardScaler()).fit(X)


def reconstruction_error(model, X):
    return ((X - model.inverse_transform(model.transform(X))) ** 2).mean()
