# loses: test_the_hits_are_those_of_test_then_train, test_the_first_batch_is_only_learnt
# Counts the first batch as misses.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
        else:
            hits.extend([False] * len(y))
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
