# loses: test_a_small_column_survives, test_as_few_components_as_possible
# Lets the column with the largest unit have the variance.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(with_mean=True, with_std=False), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
