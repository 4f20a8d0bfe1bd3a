# loses: test_the_way_back_ends_in_the_original_units, test_a_small_column_survives
# Scales to train, and gives back the PCA alone: the scale is lost.
def fit_pca(X, variance):
    return PCA(variance).fit(StandardScaler().fit_transform(X))


def reconstruction_error(model, X):
    scaled = StandardScaler().fit_transform(X)
    return ((scaled - model.inverse_transform(model.transform(scaled))) ** 2).mean()
