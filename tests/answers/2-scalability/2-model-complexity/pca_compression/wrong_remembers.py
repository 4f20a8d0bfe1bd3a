# loses: test_new_rows_do_not_teach_the_model
# Remembers the error of the rows that it was trained on.
def fit_pca(X, variance):
    model = make_pipeline(StandardScaler(), PCA(variance)).fit(X)
    scaled = model[0].transform(X)
    model.error = ((scaled - model[1].inverse_transform(model[1].transform(scaled))) ** 2).mean()
    return model


def reconstruction_error(model, X):
    return model.error
