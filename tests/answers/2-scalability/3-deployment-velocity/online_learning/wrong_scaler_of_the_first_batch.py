# loses: test_the_hits_are_those_of_test_then_train, test_the_scaler_knows_no_future, test_both_have_learnt_everything_once
# The scaler learns once and never again.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
        if number == 0:
            scaler.fit(X)
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
