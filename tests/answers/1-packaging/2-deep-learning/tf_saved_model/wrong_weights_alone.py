# loses: test_a_process_without_keras_predicts_the_same
# Saves the variables: a checkpoint has no function to call.
def export_saved_model(model, folder) -> None:
    tf.train.Checkpoint(model=model).write(str(Path(folder) / "variables"))


def load_and_predict(folder, X):
    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [name] = signature.structured_input_signature[1]
    [answer] = signature(**{name: tf.constant(X, tf.float32)}).values()
    return answer.numpy()
