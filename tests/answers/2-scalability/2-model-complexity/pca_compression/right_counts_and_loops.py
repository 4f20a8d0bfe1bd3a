# Looks at all components first, then keeps as many as it takes; adds up the error row by row, and prints.
from sklearn.pipeline import Pipeline


def fit_pca(X, variance):
    scaler = StandardScaler()
    shares = PCA().fit(scaler.fit_transform(X)).explained_variance_ratio_
    count, reached = 0, 0.0
    while reached < variance:
        reached += shares[count]
        count += 1
    print(count, "components")
    return Pipeline([("scaler", scaler), ("pca", PCA(n_components=count))]).fit(X)


def reconstruction_error(model, X):
    scaler = model.named_steps["scaler"]
    back = model.inverse_transform(model.transform(X))
    total = 0.0
    for row, other in zip(scaler.transform(X), scaler.transform(back)):
        total += sum((a - b) ** 2 for a, b in zip(row, other))
    return total / (X.shape[0] * X.shape[1])
