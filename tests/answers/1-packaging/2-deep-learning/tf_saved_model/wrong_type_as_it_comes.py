# loses: test_load_and_predict_needs_no_keras
# Hands the orders over as float64.
def export_saved_model(model, folder) -> None:
    model.export(folder, verbose=False)


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X)}).values()
    return answer.numpy()
