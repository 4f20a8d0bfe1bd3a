# loses: test_a_process_without_keras_predicts_the_same
# Writes a .keras file, which needs Keras and the class.
def export_saved_model(model, folder) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    model.save(Path(folder) / "model.keras")


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
