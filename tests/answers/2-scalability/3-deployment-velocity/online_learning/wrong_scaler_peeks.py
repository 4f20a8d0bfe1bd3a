# loses: test_the_hits_are_those_of_test_then_train, test_the_scaler_knows_no_future
# Teaches the scaler the batch before it is guessed.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        scaler.partial_fit(X)
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
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
