# loses: test_the_hits_are_those_of_test_then_train, test_both_have_learnt_everything_once
# Gives the model the columns as they are.
def test_then_train(scaler, model, stream, classes) -> list:
    hits = []
    for number, (X, y) in enumerate(stream):
        if number:
            hits.extend(model.predict(X) == y)
        model.partial_fit(X, y, classes=classes)
    return hits


def prequential(hits, fading=1.0) -> list:
    total = count = 0.0
    shares = []
    for hit in hits:
        total = fading * total + hit
        count = fading * count + 1
        shares.append(total / count)
    return shares
