# loses: test_the_hits_are_those_of_test_then_train, test_no_order_is_learnt_before_it_is_guessed, test_the_first_batch_is_only_learnt, test_the_stream_is_not_stored
# Evaluates a model that has seen everything on everything that it has seen.
def test_then_train(scaler, model, stream, classes):
    days = list(stream)
    for X, y in days:
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes)
    return [bool(hit) for X, y in days for hit in model.predict(scaler.transform(X)) == y]


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
