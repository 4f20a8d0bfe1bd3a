def test_then_train(scaler, model, stream, classes):
    print("learning…")
    hits, first = [], True
    for X, y in stream:
        if not first:
            for row, truth in zip(X, y):
                guess = model.predict(scaler.transform(row.reshape(1, -1)))[0]
                hits.append(bool(guess == truth))
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes if first else None)
        first = False
    return hits


def prequential(hits, fading=1.0):
    shares = []
    for last in range(1, len(hits) + 1):
        weights = [fading ** (last - 1 - place) for place in range(last)]
        shares.append(sum(w for w, hit in zip(weights, hits) if hit) / sum(weights))
    return shares
