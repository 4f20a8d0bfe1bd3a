# loses: test_the_signature_takes_any_number_of_rows
# Lets TensorFlow guess the signature: it declares the rows of the last use.
def export_saved_model(model, folder) -> None:
    tf.saved_model.save(model, str(folder))


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
