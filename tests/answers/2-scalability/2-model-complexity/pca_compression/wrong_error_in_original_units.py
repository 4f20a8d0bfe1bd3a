# loses: test_the_error_is_what_was_left_out, test_new_rows_do_not_teach_the_model
# Compares in the original units, where the largest one hides the others.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    return ((X - model.inverse_transform(model.transform(X))) ** 2).mean()
