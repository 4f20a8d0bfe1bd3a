# loses: test_the_error_is_what_was_left_out
# Adds up the columns and averages the rows alone.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).sum(axis=1).mean()
