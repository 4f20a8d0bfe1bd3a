# loses: test_as_few_components_as_possible
# Keeps that share of the columns, and not of the variance.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(int(np.ceil(variance * X.shape[1])))).fit(X)


def reconstruction_error(model, X):
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
