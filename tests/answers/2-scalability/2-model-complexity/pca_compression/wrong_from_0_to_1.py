# loses: test_the_error_is_what_was_left_out, test_as_few_components_as_possible
# Takes the columns to the interval from 0 to 1, where they do not vary alike.
def fit_pca(X, variance):
    return make_pipeline(MinMaxScaler(), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    scaled = model[0].transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
