# loses: test_both_have_learnt_everything_once, test_no_order_is_learnt_before_it_is_guessed
# Works with copies, and leaves the scaler and the model that it got untaught.
def test_then_train(scaler, model, stream, classes) -> list:
    scaler, model = StandardScaler(), SGDClassifier(**model.get_params())
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
        count = fading * count + 1
        shares.append(total / count)
    return shares
