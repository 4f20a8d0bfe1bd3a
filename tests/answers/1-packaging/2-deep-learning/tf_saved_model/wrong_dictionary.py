# loses: test_load_and_predict_needs_no_keras
# Gives back what the signature gives, a dictionary of tensors.
def export_saved_model(model, folder) -> None:
    model.export(folder, verbose=False)


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    return signature(**{name: tf.constant(X, tf.float32)})
