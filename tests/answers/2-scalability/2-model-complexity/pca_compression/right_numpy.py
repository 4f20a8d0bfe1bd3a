# No scikit-learn: a class of its own, with the directions from a decomposition by NumPy.
class Compressor:
    def __init__(self, X, variance):
        X = np.asarray(X, dtype=float)
        self.mean, self.deviation = X.mean(axis=0), X.std(axis=0)
        self.deviation[self.deviation == 0] = 1
        _, values, directions = np.linalg.svd(self.scale(X), full_matrices=False)
        reached = np.cumsum(values**2) / np.sum(values**2)
        self.directions = directions[: np.searchsorted(reached, variance) + 1]

    def scale(self, X):
        return (np.asarray(X) - self.mean) / self.deviation

    def transform(self, X):
        return self.scale(X) @ self.directions.T

    def inverse_transform(self, compressed):
        return compressed @ self.directions * self.deviation + self.mean


def fit_pca(X, variance):
    return Compressor(X, variance)


def reconstruction_error(model, X):
    difference = model.scale(X) - model.scale(model.inverse_transform(model.transform(X)))
    return np.mean(difference**2)
