# loses: test_the_hits_are_those_of_test_then_train, test_the_scaler_knows_no_future, test_the_stream_is_not_stored
# Fits the scaler on the whole stream, days to come included.
def test_then_train(scaler, model, stream, classes):
    days = list(stream)
    scaler.fit(np.concatenate([X for X, y in days]))
    hits = []
    for number, (X, y) in enumerate(days):
        Z = scaler.transform(X)
        if number:
            hits.extend(model.predict(Z) == y)
        model.partial_fit(Z, y, classes=classes)
    return hits


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
