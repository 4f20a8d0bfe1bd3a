# loses: test_new_rows_do_not_teach_the_model
# Lets the rows that come choose their own scale.
def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(variance)).fit(X)


def reconstruction_error(model, X):
    scaled = StandardScaler().fit_transform(X)
    back = model[1].inverse_transform(model[1].transform(scaled))
    return ((scaled - back) ** 2).mean()
