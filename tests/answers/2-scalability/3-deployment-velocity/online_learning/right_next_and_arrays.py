def test_then_train(scaler, model, stream, classes):
    stream = iter(stream)
    X, y = next(stream)
    model.partial_fit(scaler.partial_fit(X).transform(X), y, classes)
    parts = []
    for X, y in stream:
        parts.append(model.predict(scaler.transform(X)) == y)
        model.partial_fit(scaler.partial_fit(X).transform(X), y)
    return np.concatenate(parts)


def prequential(hits, fading=1.0):
    ages = np.subtract.outer(np.arange(len(hits)), np.arange(len(hits)))
    weights = np.tril(float(fading) ** np.maximum(ages, 0))
    return weights @ np.asarray(hits, dtype=float) / weights.sum(axis=1)
