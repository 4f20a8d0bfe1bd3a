# loses: test_as_few_components_as_possible, test_the_error_is_what_was_left_out
# Counts from one a place that was counted from zero already.
def fit_pca(X, variance):
    shares = PCA().fit(StandardScaler().fit_transform(X)).explained_variance_ratio_
    count = min(X.shape[1], int(np.argmax(shares.cumsum() >= variance)) + 2)
    return make_pipeline(StandardScaler(), PCA(count)).fit(X)


def reconstruction_error(model, X):
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
