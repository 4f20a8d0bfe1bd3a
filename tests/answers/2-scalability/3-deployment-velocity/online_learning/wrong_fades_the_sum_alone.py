# loses: test_fading_forgets_little_by_little
# Fades the hits and not the count, so that the share sinks.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes)
    return hits


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = count + 1
        shares.append(total / count)
    return shares
