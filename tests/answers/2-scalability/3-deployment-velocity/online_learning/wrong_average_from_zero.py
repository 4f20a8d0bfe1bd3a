# loses: test_prequential_is_the_share_so_far, test_fading_forgets_little_by_little
# A moving average that starts at zero: it begins too low, and with fading 1 it never moves.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(scaler.transform(X)) == y)
        scaler.partial_fit(X)
        model.partial_fit(scaler.transform(X), y, classes=classes)
    return hits


def prequential(hits, fading=1.0) -> list:
    share, shares = 0.0, []
    for hit in hits:
        share = fading * share + (1 - fading) * hit
        shares.append(share)
    return shares
