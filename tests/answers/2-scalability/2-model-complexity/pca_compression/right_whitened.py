# Also brings the components to the same size, which inverse_transform undoes.
from sklearn.metrics import mean_squared_error


def fit_pca(X, variance):
    return make_pipeline(StandardScaler(), PCA(n_components=float(variance), svd_solver="full", whiten=True)).fit(X)


def reconstruction_error(model, X):
    scaled = model[:1].transform(X)
    return mean_squared_error(scaled, model[1:].inverse_transform(model[1:].transform(scaled)))
