def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number == 0:
            scaler.partial_fit(X)
            model.partial_fit(scaler.transform(X), y, classes=classes)
            continue
        scaled = scaler.transform(X)
        hits += (model.predict(scaled) == y).tolist()
        model.partial_fit(scaled, y)
        scaler.partial_fit(X)
    return hits


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
