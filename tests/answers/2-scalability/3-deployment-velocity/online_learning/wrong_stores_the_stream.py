# loses: test_the_stream_is_not_stored
# Puts the stream in a list first; one without an end would never begin.
def test_then_train(scaler, model, stream, classes) -> list:
    hits, stream = [], list(stream)
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
        count = fading * count + 1
        shares.append(total / count)
    return shares
