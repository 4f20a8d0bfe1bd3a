# loses: test_a_constant_column_is_harmless
# Scales by hand, and a column that does not vary has a deviation of zero.
class Compressor:
    def __init__(self, X, variance):
        self.mean, self.deviation = X.mean(axis=0), X.std(axis=0)
        self.pca = PCA(variance).fit((X - self.mean) / self.deviation)

    def transform(self, X):
        return self.pca.transform((X - self.mean) / self.deviation)

    def inverse_transform(self, compressed):
        return self.pca.inverse_transform(compressed) * self.deviation + self.mean


def fit_pca(X, variance):
    return Compressor(X, variance)


def reconstruction_error(model, X):
    return (((X - model.inverse_transform(model.transform(X))) / model.deviation) ** 2).mean()
