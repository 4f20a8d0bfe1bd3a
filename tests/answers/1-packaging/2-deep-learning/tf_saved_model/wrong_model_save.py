# loses: test_a_process_without_keras_predicts_the_same, test_the_signature_takes_any_number_of_rows
# The recipe from before Keras 3.
def export_saved_model(model, folder) -> None:
    model.save(folder)


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
