# loses: test_the_hits_are_those_of_test_then_train, test_no_order_is_learnt_before_it_is_guessed
# Teaches the batch and then scores it.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes)
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
    return hits


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
